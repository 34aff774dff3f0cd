package org.truncus.reuse;

import java.util.SplittableRandom;

/**
 * Features of one layer as a matrix: one row a position of an image, one column a channel.
 *
 * @param rows N, at least 1
 * @param channels C, at least 1
 * @param values {@code [N,C]}, row by row; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // up to hundreds of megabytes, handed over once
public record Features(int rows, int channels, float[] values) {

  /** Checks the length. */
  public Features {
    if (rows < 1 || channels < 1 || values.length != (long) rows * channels) {
      throw new IllegalArgumentException(
          "%d values for %d rows of %d channels".formatted(values.length, rows, channels));
    }
  }

  /**
   * Independent standard normal numbers.
   *
   * @param seed the same numbers for the same seed
   */
  public static Features gaussian(int rows, int channels, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[Math.multiplyExact(rows, channels)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Features(rows, channels, values);
  }

  /** The mean of each channel, {@code [C]}. */
  double[] means() {
    double[] means = new double[channels];
    for (int row = 0, at = 0; row < rows; row++) {
      for (int c = 0; c < channels; c++, at++) {
        means[c] += values[at];
      }
    }
    for (int c = 0; c < channels; c++) {
      means[c] /= rows;
    }
    return means;
  }

  /** Some rows less the means, into {@code target[0..count)}. */
  void centred(int first, int count, double[] means, double[][] target) {
    for (int row = 0; row < count; row++) {
      int at = (first + row) * channels;
      double[] out = target[row];
      for (int c = 0; c < channels; c++) {
        out[c] = values[at + c] - means[c];
      }
    }
  }
}
