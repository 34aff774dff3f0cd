package org.truncus.dicom.codec;

/** The bytes of a frame, read big endian from front to back. Every read is checked. */
public final class FrameBytes {

  private final byte[] bytes;
  private final String codec;
  private int position;

  /** All bytes of a frame. */
  public FrameBytes(String codec, byte[] bytes) {
    this.codec = codec;
    this.bytes = bytes;
  }

  /** Offset of the next byte. */
  public int position() {
    return position;
  }

  /** Goes on from an offset. */
  public void seek(int offset) {
    if (offset < 0 || offset > bytes.length) {
      throw cutShort();
    }
    position = offset;
  }

  /** How many bytes are left. */
  public int left() {
    return bytes.length - position;
  }

  /** The array itself; not to be changed. */
  @SuppressWarnings("EI_EXPOSE_REP") // a frame of megabytes
  public byte[] array() {
    return bytes;
  }

  /** The next byte. */
  public int u8() {
    if (position >= bytes.length) {
      throw cutShort();
    }
    return bytes[position++] & 0xFF;
  }

  /** The next two bytes. */
  public int u16() {
    int high = u8();
    return high << 8 | u8();
  }

  /** The next four bytes, 0 to 2^32-1. */
  public long u32() {
    long high = u16();
    return high << 16 | u16();
  }

  /** A marker: 0xFF, filling 0xFF, and its code, which is returned. */
  public int marker() {
    int start = position;
    if (u8() != 0xFF) {
      throw Broken.at(start, codec + " data where a marker was expected");
    }
    int code = u8();
    while (code == 0xFF) {
      code = u8();
    }
    return code;
  }

  /** The length of a marker segment, as the offset of its end. */
  public int segmentEnd() {
    int start = position;
    int end = start + u16();
    if (end < start + 2 || end > bytes.length) {
      throw Broken.at(start, "a " + codec + " segment that reaches past the end");
    }
    return end;
  }

  private RuntimeException cutShort() {
    return Broken.at(bytes.length, "the " + codec + " data are cut short");
  }
}
