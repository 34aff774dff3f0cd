package org.truncus.dicom.jpegls;

import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.codec.Broken;
import org.truncus.dicom.codec.FrameBytes;

/** Bits of a JPEG-LS scan: behind a byte 0xFF, a 0 bit is stuffed; a 1 bit there is a marker. */
final class LsBits {

  private final FrameBytes bytes;
  private final byte[] array;
  private int at;
  private int held;
  private int left;

  LsBits(FrameBytes bytes) {
    this.bytes = bytes;
    this.array = bytes.array();
    this.at = bytes.position();
  }

  /** The next bit. */
  int bit() {
    if (left == 0) {
      load();
    }
    left--;
    return held >> left & 1;
  }

  private void load() {
    boolean stuffed = at > bytes.position() && (array[at - 1] & 0xFF) == 0xFF;
    if (at >= array.length || (stuffed && array[at] < 0)) {
      throw broken("the JPEG-LS data are cut short");
    }
    held = array[at++] & 0xFF;
    left = stuffed ? 7 : 8;
  }

  /** The next bits as a number, 0 to 31 of them. */
  int read(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /** A limited Golomb code (T.87 section A.5.3). */
  int golomb(int k, int limit, int errorBits) {
    int zeros = 0;
    while (bit() == 0) {
      zeros++;
      if (zeros > limit) {
        throw broken("a JPEG-LS code that is too long");
      }
    }
    return zeros < limit - errorBits - 1 ? (zeros << k) + read(k) : read(errorBits) + 1;
  }

  /** Leaves the bytes at the marker that ends the scan. */
  void toMarker() {
    int next = at;
    if (next > bytes.position() && (array[next - 1] & 0xFF) == 0xFF) {
      next--; // the stuffed byte behind a last 0xFF was never begun: that 0xFF begins the marker
    }
    while (next + 1 < array.length && !((array[next] & 0xFF) == 0xFF && array[next + 1] < 0)) {
      next++;
    }
    bytes.seek(Math.min(next, array.length));
  }

  InvalidDicomException broken(String what) {
    return Broken.at(at, what);
  }
}
