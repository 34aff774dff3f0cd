package org.truncus.gateway.dimse.pdu;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Takes PDUs off a byte stream. Type and length are judged before anything is allocated. */
public final class PduReader {

  /** Enough for 128 contexts with dozens of transfer syntaxes each. */
  static final int MAX_ASSOCIATE_LENGTH = 1 << 18;

  private final InputStream in;
  private final int maxDataLength;

  /**
   * Reads from a stream which stays the caller's.
   *
   * @param maxDataLength the longest P-DATA-TF, as offered to the peer, in bytes
   */
  public PduReader(InputStream in, int maxDataLength) {
    this.in = in;
    this.maxDataLength = maxDataLength;
  }

  /**
   * The next PDU.
   *
   * @param first the first byte of its header, already taken from the stream
   * @throws EOFException where the stream ends inside of the PDU
   */
  public Pdu read(int first) throws IOException {
    checkType(first);
    byte[] header = exactly(Pdu.HEADER_LENGTH - 1);
    long length = 0;
    for (int i = 1; i < header.length; i++) {
      length = length << 8 | (header[i] & 0xFF);
    }
    long most = limit(first);
    if (length > most) {
      throw new PduException(
          PduException.INVALID_PARAMETER,
          "PDU of type %02X with length %d, expected at most %d".formatted(first, length, most));
    }
    byte[] body = first == Pdu.P_DATA_TF ? atOnce((int) length) : exactly((int) length);
    return PduDecoder.decode(first, body);
  }

  private static void checkType(int type) throws PduException {
    if (type < Pdu.ASSOCIATE_RQ || type > Pdu.ABORT) {
      throw PduDecoder.unrecognised(type);
    }
  }

  private long limit(int type) {
    return switch (type) {
      case Pdu.ASSOCIATE_RQ, Pdu.ASSOCIATE_AC -> MAX_ASSOCIATE_LENGTH;
      // Some senders don't count the header in the limit they were given.
      case Pdu.P_DATA_TF -> (long) maxDataLength + Pdu.HEADER_LENGTH;
      default -> 4;
    };
  }

  /** Memory is taken as the bytes come. */
  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    check(bytes.length, count);
    return bytes;
  }

  /** Memory is taken at once: no more than the peer was offered, and copied once less. */
  private byte[] atOnce(int count) throws IOException {
    byte[] bytes = new byte[count];
    check(in.readNBytes(bytes, 0, count), count);
    return bytes;
  }

  private static void check(int read, int count) throws EOFException {
    if (read < count) {
      throw new EOFException(
          "the stream ended after %d of %d bytes of a PDU".formatted(read, count));
    }
  }
}
