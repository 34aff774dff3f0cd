package org.truncus.testdata;

/**
 * Turns attenuation into stored samples: scatter, focus and detector blur, quantum noise, tone,
 * bits.
 */
final class Detector {
  private final NoiseTile noise;
  private final double scatter;
  private final double dose;
  private final double blur;
  private final double low;
  private final double high;
  private final double gamma;
  private final int bits;
  private final int noiseOffset;

  /** Draws one exposure; nothing here depends on findings. */
  Detector(NoiseTile noise, Draw draw, int bits) {
    this.noise = noise;
    this.bits = bits;
    scatter = draw.uniform(0.025, 0.055);
    dose = draw.logNormal(1, 0.35, 0.4, 2.5);
    blur = draw.uniform(0.4, 0.75);
    low = draw.normal(0.15, 0.075, 0.0, 0.34);
    high = draw.normal(0.75, 0.065, 0.6, 0.9);
    gamma = draw.normal(1.0, 0.19, 0.65, 1.5);
    noiseOffset = draw.below(65536);
  }

  /** Samples in the MONOCHROME2 sense, {@code [height * width]}. */
  short[] expose(float[] attenuation, int width, int height) {
    float[] signal = attenuation.clone();
    float sigma = (float) (0.011 / Math.sqrt(dose) * Math.sqrt(Math.max(1, width / 256.0)));
    float s = (float) scatter;
    for (int i = 0; i < signal.length; i++) {
      float transmitted = (float) Math.exp(-signal[i]) + s;
      float quantum =
          sigma * noise.white(i + noiseOffset + 7 * (i >> 16)) / (float) Math.sqrt(transmitted * 4);
      signal[i] = (float) -Math.log(transmitted) + quantum;
    }
    smooth(signal, width, height, (float) blur * 0.5f);
    return quantise(signal, width, height);
  }

  /** Three-tap blur, rows then columns. */
  private static void smooth(float[] values, int width, int height, float weight) {
    float side = weight / 2;
    for (int row = 0; row < height; row++) {
      line(values, row * width, 1, width, side);
    }
    for (int column = 0; column < width; column++) {
      line(values, column, width, height, side);
    }
  }

  private static void line(float[] v, int start, int stride, int count, float side) {
    float before = v[start];
    for (int k = 0, i = start; k < count; k++, i += stride) {
      float here = v[i];
      float after = k + 1 < count ? v[i + stride] : here;
      v[i] = here + side * (before + after - 2 * here);
      before = here;
    }
  }

  /**
   * Stretches the exposed range, as the processing of a real detector does, and bends it by a tone
   * curve.
   */
  private short[] quantise(float[] signal, int width, int height) {
    float[] range = range(signal, width, height);
    int maximum = (1 << bits) - 1;
    float[] curve = curve();
    float scale = (curve.length - 1) / ((range[1] - range[0]) * 1.6f);
    short[] samples = new short[signal.length];
    for (int i = 0; i < samples.length; i++) {
      float t = (signal[i] - range[0]) * scale + (curve.length - 1) * 0.3f;
      int index = (int) Math.max(0, Math.min(curve.length - 1, t));
      samples[i] = (short) Math.round(curve[index] * maximum);
    }
    return samples;
  }

  private float[] curve() {
    float[] curve = new float[8192];
    for (int i = 0; i < curve.length; i++) {
      double u = i / (curve.length - 1.0) * 1.6 - 0.3;
      double bent = u <= 0 ? u : Math.pow(u, gamma);
      double v = low + (high - low) * bent;
      double toe = v < 0.15 ? 0.15 * Math.exp((v - 0.15) / 0.15) : v;
      double shoulder = toe > 0.85 ? 1 - 0.15 * Math.exp((0.85 - toe) / 0.15) : toe;
      curve[i] = (float) Math.max(0, Math.min(1, shoulder));
    }
    return curve;
  }

  /**
   * 5th and 95th percentile of the middle of the field, away from the collimator, without the open
   * field.
   */
  private static float[] range(float[] signal, int width, int height) {
    int step = Math.max(1, width / 64);
    float[] middle = new float[(height / step + 1) * (width / step + 1)];
    int n = 0;
    for (int row = height / 8; row < height * 7 / 8; row += step) {
      for (int column = width / 8; column < width * 7 / 8; column += step) {
        float value = signal[row * width + column];
        if (value > 0.35f) {
          middle[n++] = value;
        }
      }
    }
    if (n < 32) {
      return new float[] {0, 4};
    }
    java.util.Arrays.sort(middle, 0, n);
    return new float[] {middle[(int) (0.05 * n)], middle[(int) (0.95 * n)]};
  }
}
