package org.truncus.dicom;

import java.io.IOException;
import java.io.InputStream;

/** Bytes of a data set in one byte order, with their offset for messages. */
final class DicomInput {

  /** The end of a stream whose length isn't known. */
  static final long UNKNOWN = Long.MAX_VALUE;

  private final InputStream in;
  private final long end;
  private final byte[] ahead = new byte[8];
  private int aheadLength;
  private long position;
  private boolean bigEndian;

  DicomInput(InputStream in, long position, long end) {
    this.in = in;
    this.position = position;
    this.end = end;
  }

  /** Offset of the next byte. */
  long position() {
    return position;
  }

  /** Offset behind the last byte, {@link #UNKNOWN} where the stream doesn't tell. */
  long end() {
    return end;
  }

  void setBigEndian(boolean bigEndian) {
    this.bigEndian = bigEndian;
  }

  /** The next bytes without passing them: up to 8, fewer at the end. */
  byte[] peek(int length) throws IOException {
    while (aheadLength < length) {
      int got = in.read(ahead, aheadLength, length - aheadLength);
      if (got < 0) {
        break;
      }
      aheadLength += got;
    }
    return java.util.Arrays.copyOf(ahead, Math.min(length, aheadLength));
  }

  /** The bytes looked at ahead, which from here on belong to the caller. */
  byte[] takeAhead() {
    byte[] bytes = java.util.Arrays.copyOf(ahead, aheadLength);
    aheadLength = 0;
    return bytes;
  }

  boolean atEnd() throws IOException {
    return position >= end || peek(1).length == 0;
  }

  int readUnsignedShort(int tag) throws IOException {
    byte[] b = read(2, tag);
    int first = b[0] & 0xFF;
    int second = b[1] & 0xFF;
    return bigEndian ? (first << 8) | second : (second << 8) | first;
  }

  /** A 32 bit length, 0 to 2^32-1. */
  long readUnsignedInt(int tag) throws IOException {
    int first = readUnsignedShort(tag);
    int second = readUnsignedShort(tag);
    return bigEndian ? ((long) first << 16) | second : ((long) second << 16) | first;
  }

  int readTag() throws IOException {
    int group = readUnsignedShort(0);
    return (group << 16) | readUnsignedShort(group << 16);
  }

  /** So many bytes; memory is taken as they come where the end isn't known. */
  byte[] read(int length, int tag) throws IOException {
    if (length == 0) {
      return new byte[0];
    }
    long start = position;
    byte[] head = new byte[Math.min(length, aheadLength)];
    if (head.length > 0) {
      System.arraycopy(ahead, 0, head, 0, head.length);
      aheadLength -= head.length;
      System.arraycopy(ahead, head.length, ahead, 0, aheadLength);
    }
    byte[] value = head;
    if (head.length < length) {
      byte[] rest = in.readNBytes(length - head.length);
      value = head.length == 0 ? rest : concat(head, rest);
    }
    position += value.length;
    if (value.length < length) {
      throw new InvalidDicomException(
          String.format(
              "%s at offset %d: the data end after %d of %d bytes; the file is cut short",
              tag == 0 ? "a tag" : Tag.describe(tag), start, value.length, length));
    }
    return value;
  }

  /** Passes over so many bytes. */
  void skip(long length, int tag) throws IOException {
    long start = position;
    int buffered = (int) Math.min(length, aheadLength);
    read(buffered, tag);
    long left = length - buffered;
    if (end != UNKNOWN) { // the caller has seen that so much is there
      in.skipNBytes(left);
      position += left;
      return;
    }
    byte[] sink = new byte[(int) Math.min(left, 8192)];
    while (left > 0) {
      int got = in.read(sink, 0, (int) Math.min(left, sink.length));
      if (got < 0) {
        throw new InvalidDicomException(
            String.format(
                "%s at offset %d: the data end after %d of %d bytes; the file is cut short",
                Tag.describe(tag), start, length - left, length));
      }
      left -= got;
      position += got;
    }
  }

  private static byte[] concat(byte[] head, byte[] rest) {
    byte[] all = java.util.Arrays.copyOf(head, head.length + rest.length);
    System.arraycopy(rest, 0, all, head.length, rest.length);
    return all;
  }
}
