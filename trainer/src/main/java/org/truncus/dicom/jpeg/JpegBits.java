package org.truncus.dicom.jpeg;

import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.codec.Broken;
import org.truncus.dicom.codec.FrameBytes;

/** Entropy-coded bits, stuffing taken out. Behind the last one, nothing may be used. */
final class JpegBits {

  private final FrameBytes bytes;
  private final byte[] array;
  private int at;
  private long held;
  private int available;

  /** Of those held, how many at the end are made up because a marker came. */
  private int madeUp;

  JpegBits(FrameBytes bytes) {
    this.bytes = bytes;
    this.array = bytes.array();
    this.at = bytes.position();
  }

  /** The next bits without passing them, up to 16. */
  int peek(int count) {
    while (available < count) {
      load();
    }
    return (int) (held >>> (available - count)) & ((1 << count) - 1);
  }

  /** Passes bits that were looked at. */
  void skip(int count) {
    available -= count;
    if (available < madeUp) {
      throw broken("the JPEG data are cut short");
    }
  }

  /** The next bits, 0 to 16. */
  int read(int count) {
    if (count == 0) {
      return 0;
    }
    int bits = peek(count);
    skip(count);
    return bits;
  }

  /** A signed value in so many bits (T.81 section F.2.2.1, EXTEND). */
  int extended(int count) {
    int bits = read(count);
    return count > 0 && bits < 1 << (count - 1) ? bits - (1 << count) + 1 : bits;
  }

  private void load() {
    int next = 0;
    if (madeUp > 0 || at >= array.length || isMarker()) {
      madeUp += 8;
    } else {
      next = array[at++] & 0xFF;
      at += next == 0xFF ? 1 : 0;
    }
    held = held << 8 | next;
    available += 8;
  }

  private boolean isMarker() {
    return (array[at] & 0xFF) == 0xFF && (at + 1 >= array.length || array[at + 1] != 0);
  }

  /** Passes a restart marker and begins anew behind it. */
  void restart() {
    toMarker();
    int marker = bytes.marker();
    if (marker < 0xD0 || marker > 0xD7) {
      throw broken("a JPEG restart marker is missing");
    }
    at = bytes.position();
    held = 0;
    available = 0;
    madeUp = 0;
  }

  /** Leaves the bytes at the marker that ends the data. */
  void toMarker() {
    while (at < array.length && !isMarker()) {
      at += (array[at] & 0xFF) == 0xFF ? 2 : 1;
    }
    bytes.seek(Math.min(at, array.length));
  }

  InvalidDicomException broken(String what) {
    return Broken.at(at, what);
  }
}
