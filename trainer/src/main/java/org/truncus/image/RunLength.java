package org.truncus.image;

import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.Tag;

/** RLE lossless frames (PS3.5 annex G): one segment per byte of each sample, highest byte first. */
final class RunLength {

  private static final int HEADER = 64;

  /** Two bytes make at most 128. */
  private static final int MOST = 64;

  private RunLength() {}

  /** The stored values of one frame, interleaved [H,W,S], before masking. */
  static int[] decode(PixelModule module, byte[] frame) {
    int bytes = module.bitsAllocated() / 8;
    int segments = bytes * module.samples();
    if (bytes == 0 || frame.length < HEADER || int32(frame, 0) != segments) {
      throw broken("its header doesn't name " + segments + " segments");
    }
    if ((long) frame.length * MOST < (long) module.pixels() * segments) {
      throw broken(frame.length + " bytes can't fill the frame");
    }
    int[] values = new int[module.pixels() * module.samples()];
    for (int segment = 0; segment < segments; segment++) {
      int from = int32(frame, 4 + 4 * segment);
      int to = segment + 1 < segments ? int32(frame, 8 + 4 * segment) : frame.length;
      if (from < HEADER || to < from || to > frame.length) {
        throw broken("the offset of segment " + (segment + 1) + " points outside of the frame");
      }
      int sample = segment / bytes;
      int shift = 8 * (bytes - 1 - segment % bytes);
      segment(frame, from, to, values, sample, module.samples(), shift);
    }
    return values;
  }

  private static void segment(
      byte[] in, int from, int to, int[] out, int first, int stride, int shift) {
    int at = from;
    int pixel = first;
    while (pixel < out.length) {
      if (at >= to) {
        throw broken("a segment ends before the frame is full");
      }
      int control = in[at++];
      int count = control >= 0 ? control + 1 : 1 - control;
      if (control == -128) {
        continue;
      }
      if (at + (control >= 0 ? count : 1) > to) {
        throw broken("a run reaches past the end of its segment");
      }
      for (int i = 0; i < count && pixel < out.length; i++, pixel += stride) {
        out[pixel] |= (in[control >= 0 ? at + i : at] & 0xFF) << shift;
      }
      at += control >= 0 ? count : 1;
    }
  }

  private static int int32(byte[] b, int at) {
    return (b[at] & 0xFF)
        | ((b[at + 1] & 0xFF) << 8)
        | ((b[at + 2] & 0xFF) << 16)
        | (b[at + 3] << 24);
  }

  private static InvalidDicomException broken(String what) {
    return new InvalidDicomException(Tag.describe(Tag.PixelData) + ": broken RLE: " + what);
  }
}
