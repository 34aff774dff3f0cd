package org.truncus.gateway.dimse.pdu;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes fields (big endian) and items whose lengths follow from their content. */
final class ItemWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ItemWriter u8(int value) {
    out.write(value);
    return this;
  }

  ItemWriter u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  ItemWriter u32(long value) {
    return u16((int) (value >>> 16)).u16((int) value);
  }

  ItemWriter zeros(int count) {
    for (int i = 0; i < count; i++) {
      out.write(0);
    }
    return this;
  }

  ItemWriter text(String text) {
    return bytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Sixteen characters, padded by spaces. */
  ItemWriter title(String title) {
    return text("%-16.16s".formatted(title));
  }

  /** A UID with its 16-bit length before. */
  ItemWriter sizedUid(String uid) {
    return u16(uid.length()).text(uid);
  }

  ItemWriter sized(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return u16(copy.length).bytes(copy);
  }

  ItemWriter bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  ItemWriter rest(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return bytes(copy);
  }

  /** An item: type, reserved byte, 16-bit length, content. */
  ItemWriter item(int type, Consumer<ItemWriter> content) {
    ItemWriter inner = new ItemWriter();
    content.accept(inner);
    byte[] bytes = inner.toByteArray();
    if (bytes.length > 0xFFFF) {
      throw new IllegalArgumentException(
          "item %02X has %d bytes, expected at most 65535".formatted(type, bytes.length));
    }
    return u8(type).u8(0).u16(bytes.length).bytes(bytes);
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }
}
