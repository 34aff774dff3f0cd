package org.truncus.dicom.jpegls;

import org.truncus.dicom.codec.Broken;

/**
 * The coding parameters of a scan (T.87 section C.2.4.1).
 *
 * @param max largest sample, MAXVAL
 * @param near largest error of a sample, 0 for lossless
 * @param t1 threshold of a gradient
 * @param t2 threshold of a gradient
 * @param t3 threshold of a gradient
 * @param reset when the statistics of a context are halved
 */
record Parameters(int max, int near, int t1, int t2, int t3, int reset) {

  private static final int RESET = 64;

  /** The defaults. */
  static Parameters of(int max, int near) {
    int t1;
    int t2;
    int t3;
    if (max >= 128) {
      int factor = (Math.min(max, 4095) + 128) / 256;
      t1 = clamp(factor + 2 + 3 * near, near + 1, max);
      t2 = clamp(factor * 4 + 3 + 5 * near, t1, max);
      t3 = clamp(factor * 17 + 4 + 7 * near, t2, max);
    } else {
      int factor = 256 / (max + 1);
      t1 = clamp(Math.max(2, 3 / factor + 3 * near), near + 1, max);
      t2 = clamp(Math.max(3, 7 / factor + 5 * near), t1, max);
      t3 = clamp(Math.max(4, 21 / factor + 7 * near), t2, max);
    }
    return new Parameters(max, near, t1, t2, t3, RESET);
  }

  private static int clamp(int value, int low, int high) {
    return value > high || value < low ? low : value;
  }

  /** Those of a preset segment; 0 stands for the default. */
  static Parameters of(int[] preset, int most, int near) {
    int max = preset[0] == 0 ? most : preset[0];
    Parameters usual = of(max, near);
    Parameters parameters =
        new Parameters(
            max,
            near,
            preset[1] == 0 ? usual.t1 : preset[1],
            preset[2] == 0 ? usual.t2 : preset[2],
            preset[3] == 0 ? usual.t3 : preset[3],
            preset[4] == 0 ? RESET : preset[4]);
    parameters.check(most);
    return parameters;
  }

  private void check(int most) {
    boolean ordered = near < t1 && t1 <= t2 && t2 <= t3 && t3 <= max;
    if (max > most || !ordered || reset < 3 || near > Math.min(255, max / 2)) {
      throw Broken.frame("JPEG-LS coding parameters that can't be: " + this);
    }
  }

  /** RANGE: how many different errors there are. */
  int range() {
    return (max + 2 * near) / (2 * near + 1) + 1;
  }

  /** Step of the quantized errors. */
  int step() {
    return 2 * near + 1;
  }

  /** qbpp: bits of an error. */
  int errorBits() {
    return bits(range());
  }

  /** LIMIT: the longest code. */
  int limit() {
    int sampleBits = Math.max(2, bits(max + 1));
    return 2 * (sampleBits + Math.max(8, sampleBits));
  }

  private static int bits(int values) {
    return 32 - Integer.numberOfLeadingZeros(values - 1);
  }

  /** The region of a gradient, -4 to 4. */
  int region(int gradient) {
    int size = Math.abs(gradient);
    int region = size >= t3 ? 4 : size >= t2 ? 3 : size >= t1 ? 2 : size > near ? 1 : 0;
    return gradient < 0 ? -region : region;
  }
}
