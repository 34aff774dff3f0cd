package org.truncus.metric;

import java.util.Arrays;

/** What the metrics share: order and counts of rows. */
final class Samples {

  private Samples() {}

  static void sameLength(double[] scores, boolean[] positives) {
    if (scores.length != positives.length) {
      throw new IllegalArgumentException(
          scores.length + " scores but " + positives.length + " targets");
    }
  }

  /**
   * Indices by falling value; equal values keep their order.
   *
   * @throws IllegalArgumentException where a value is NaN
   */
  static int[] fallingOrder(double[] values) {
    int n = values.length;
    Integer[] boxed = new Integer[n];
    for (int i = 0; i < n; i++) {
      if (Double.isNaN(values[i])) {
        throw new IllegalArgumentException("score " + i + " is NaN");
      }
      boxed[i] = i;
    }
    Arrays.sort(boxed, (a, b) -> Double.compare(values[b] + 0.0, values[a] + 0.0));
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = boxed[i];
    }
    return order;
  }

  /** An array that counts each row once. */
  static int[] ones(int n) {
    int[] counts = new int[n];
    Arrays.fill(counts, 1);
    return counts;
  }

  static long sum(int[] counts) {
    long sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }

  /** Mean of the values, each as often as counted; NaN where nothing is. */
  static double mean(double[] values, int[] counts) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * counts[i];
    }
    return sum / Samples.sum(counts);
  }
}
