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
   * Indices by falling value; equal values, 0 and -0 among them, keep their order.
   *
   * @throws IllegalArgumentException where a value is NaN
   */
  static int[] fallingOrder(double[] values) {
    double[] distinct = distinct(values);
    int[] starts = new int[distinct.length + 1];
    int[] groups = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      groups[i] = distinct.length - 1 - Arrays.binarySearch(distinct, values[i] + 0.0);
      starts[groups[i] + 1]++;
    }
    for (int g = 0; g < distinct.length; g++) {
      starts[g + 1] += starts[g];
    }
    int[] order = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      order[starts[groups[i]]++] = i;
    }
    return order;
  }

  /** The different values, rising; -0 counts as 0. */
  private static double[] distinct(double[] values) {
    double[] sorted = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        throw new IllegalArgumentException("score " + i + " is NaN");
      }
      sorted[i] = values[i] + 0.0;
    }
    Arrays.sort(sorted);
    int n = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[n - 1]) {
        sorted[n++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, n);
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
