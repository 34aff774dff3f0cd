package org.truncus.train;

/** Converts between grey and colour. */
final class PixelChannels {

  private static final float RED = 0.299f;
  private static final float GREEN = 0.587f;
  private static final float BLUE = 0.114f;

  private PixelChannels() {}

  /**
   * Samples with another number of channels: grey is replicated, colour reduced to its luma (ITU-R
   * BT.601). The same array where nothing is to be done.
   *
   * @param samples {@code [H,W,from]}
   * @return {@code [H,W,to]}
   */
  static float[] convert(float[] samples, int from, int to) {
    if (from == to) {
      return samples;
    }
    int pixels = samples.length / from;
    float[] converted = new float[pixels * to];
    for (int i = 0; i < pixels; i++) {
      if (to == 1) {
        converted[i] =
            RED * samples[3 * i] + GREEN * samples[3 * i + 1] + BLUE * samples[3 * i + 2];
      } else {
        converted[3 * i] = samples[i];
        converted[3 * i + 1] = samples[i];
        converted[3 * i + 2] = samples[i];
      }
    }
    return converted;
  }
}
