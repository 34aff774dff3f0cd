package org.truncus.dicom.jpeg2000;

import org.truncus.dicom.codec.Broken;
import org.truncus.dicom.codec.FrameBytes;

/**
 * How a component is coded (T.800 section A.6.1 and A.6.2).
 *
 * @param levels of the wavelet transform, 0 to 32
 * @param blockWidth exponent of the code blocks' width
 * @param blockHeight exponent of the code blocks' height
 * @param style bits of the code block style
 * @param reversible whether the 5-3 transform is used, else the 9-7
 * @param precincts for each resolution the exponents of width (low 4 bits) and height
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record CodingStyle(
    int levels, int blockWidth, int blockHeight, int style, boolean reversible, int[] precincts) {

  static final int BYPASS = 1;
  static final int RESET = 2;
  static final int TERMINATE_ALL = 4;
  static final int CAUSAL = 8;
  static final int SYMBOLS = 32;

  private static final int WHOLE = 0xFF;

  /** The part that COD and COC share. */
  static CodingStyle read(FrameBytes in, boolean withPrecincts) {
    int levels = in.u8();
    int width = in.u8() + 2;
    int height = in.u8() + 2;
    int style = in.u8();
    int transform = in.u8();
    if (levels > 32 || width > 10 || height > 10 || width + height > 12 || transform > 1) {
      throw Broken.at(in.position(), "a JPEG 2000 coding style that can't be");
    }
    int[] precincts = new int[levels + 1];
    for (int r = 0; r <= levels; r++) {
      precincts[r] = withPrecincts ? in.u8() : WHOLE;
      if (r > 0 && ((precincts[r] & 15) == 0 || precincts[r] >> 4 == 0)) {
        throw Broken.at(in.position(), "JPEG 2000 precincts that can't be");
      }
    }
    return new CodingStyle(levels, width, height, style, transform == 1, precincts);
  }

  boolean has(int bit) {
    return (style & bit) != 0;
  }

  int precinctWidth(int resolution) {
    return precincts[resolution] & 15;
  }

  int precinctHeight(int resolution) {
    return precincts[resolution] >> 4;
  }
}
