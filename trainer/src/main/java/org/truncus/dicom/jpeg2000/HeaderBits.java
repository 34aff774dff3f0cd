package org.truncus.dicom.jpeg2000;

import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.codec.Broken;
import org.truncus.dicom.codec.FrameBytes;

/** Bits of a packet header: behind a byte 0xFF the next has 7 (T.800 section B.10.1). */
final class HeaderBits {

  private final FrameBytes in;
  private int held;
  private int left;

  HeaderBits(FrameBytes in) {
    this.in = in;
  }

  int bit() {
    if (left == 0) {
      left = held == 0xFF ? 7 : 8;
      held = in.u8();
    }
    left--;
    return held >> left & 1;
  }

  int read(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /** Ends the header at a whole byte. */
  void align() {
    if (held == 0xFF) {
      in.u8();
    }
    left = 0;
    held = 0;
  }

  InvalidDicomException broken(String what) {
    return Broken.at(in.position(), what);
  }
}
