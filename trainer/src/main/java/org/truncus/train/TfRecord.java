package org.truncus.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * One record of a TFRecord file: length, masked CRC-32C of the length, bytes, masked CRC-32C of the
 * bytes, all little-endian.
 */
public final class TfRecord {

  private static final int MASK_DELTA = 0xa282ead8;

  private TfRecord() {}

  /** The bytes as a record. */
  public static byte[] of(byte[] data) {
    ByteBuffer record = ByteBuffer.allocate(16 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(maskedCrc(record.array(), 0, 8));
    record.put(data);
    record.putInt(maskedCrc(data, 0, data.length));
    return record.array();
  }

  /** The checksum that stands in a record. */
  static int maskedCrc(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }
}
