package org.truncus.gateway.dimse.pdu;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads fields (big endian) and items within bounds; every short read is a {@link PduException}.
 */
final class ItemReader {

  private final ByteBuffer buffer;
  private final String where;

  /**
   * Reads the rest of a buffer.
   *
   * @param where the PDU or item, for messages
   */
  ItemReader(ByteBuffer buffer, String where) {
    this.buffer = buffer;
    this.where = where;
  }

  boolean hasMore() {
    return buffer.hasRemaining();
  }

  int u8() throws PduException {
    require(1);
    return buffer.get() & 0xFF;
  }

  int u16() throws PduException {
    require(2);
    return buffer.getShort() & 0xFFFF;
  }

  long u32() throws PduException {
    require(4);
    return buffer.getInt() & 0xFFFFFFFFL;
  }

  void skip(int count) throws PduException {
    require(count);
    buffer.position(buffer.position() + count);
  }

  /** Padding cut, and what isn't printable ASCII replaced by a question mark. */
  String text(int length) throws PduException {
    require(length);
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    int end = length;
    while (end > 0 && (bytes[end - 1] == 0 || bytes[end - 1] == ' ')) {
      end--;
    }
    for (int i = 0; i < end; i++) {
      if (bytes[i] < 0x20 || bytes[i] > 0x7E) {
        bytes[i] = '?';
      }
    }
    return new String(bytes, 0, end, StandardCharsets.US_ASCII).strip();
  }

  String rest() throws PduException {
    return text(buffer.remaining());
  }

  /** A view of the next bytes. */
  ByteBuffer bytes(long length) throws PduException {
    require(length);
    ByteBuffer view = buffer.slice(buffer.position(), (int) length);
    buffer.position(buffer.position() + (int) length);
    return view;
  }

  /** A view of everything left. */
  ByteBuffer remainder() throws PduException {
    return bytes(buffer.remaining());
  }

  /** An item's reserved byte, length and content, after its type has been read. */
  ItemReader item(String name) throws PduException {
    skip(1);
    return new ItemReader(bytes(u16()), where + ", " + name);
  }

  PduException invalid(String message) {
    return new PduException(PduException.INVALID_PARAMETER, where + ": " + message);
  }

  private void require(long count) throws PduException {
    if (count > buffer.remaining()) {
      throw invalid("%d bytes left, expected %d".formatted(buffer.remaining(), count));
    }
  }
}
