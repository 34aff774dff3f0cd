package org.truncus.dicom.jpeg2000;

/** The inverse wavelet transforms of a line (T.800 annex F), in place. */
final class Wavelet {

  private static final float ALPHA = -1.5861343f;
  private static final float BETA = -0.052980117f;
  private static final float GAMMA = 0.8829111f;
  private static final float DELTA = 0.44350687f;
  private static final float K = 1.2301741f;

  private final boolean reversible;

  Wavelet(boolean reversible) {
    this.reversible = reversible;
  }

  /**
   * Transforms a line whose low and high samples are interleaved.
   *
   * @param line so many samples from {@code 0} on
   * @param odd whether the first one is high
   */
  void inverse(float[] line, int length, boolean odd) {
    if (length == 1) {
      if (odd) {
        line[0] = reversible ? (float) Math.floor(line[0] / 2) : line[0] / 2;
      }
      return;
    }
    int even = odd ? 1 : 0;
    int other = 1 - even;
    if (reversible) {
      for (int i = even; i < length; i += 2) {
        line[i] -= (float) Math.floor((at(line, i - 1, length) + at(line, i + 1, length) + 2) / 4);
      }
      for (int i = other; i < length; i += 2) {
        line[i] += (float) Math.floor((at(line, i - 1, length) + at(line, i + 1, length)) / 2);
      }
      return;
    }
    for (int i = even; i < length; i += 2) {
      line[i] *= K;
    }
    for (int i = other; i < length; i += 2) {
      line[i] /= K;
    }
    lift(line, length, even, DELTA);
    lift(line, length, other, GAMMA);
    lift(line, length, even, BETA);
    lift(line, length, other, ALPHA);
  }

  private static void lift(float[] line, int length, int first, float factor) {
    for (int i = first; i < length; i += 2) {
      line[i] -= factor * (at(line, i - 1, length) + at(line, i + 1, length));
    }
  }

  /** A sample, continued symmetrically at both ends. */
  private static float at(float[] line, int i, int length) {
    return line[i < 0 ? -i : i >= length ? 2 * (length - 1) - i : i];
  }
}
