package org.truncus.image;

import java.util.Arrays;

/**
 * The values of an image, sorted, with their counts: percentiles without sorting every pixel.
 *
 * @param values distinct, ascending
 * @param counts how often each occurs
 */
@SuppressWarnings("ArrayRecordComponent") // up to 65,536 values; never compared
record Distribution(double[] values, long[] counts) {

  /** Of values with counts, in any order; those with count 0 are left out. */
  static Distribution of(double[] values, long[] counts) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
    double[] sorted = new double[values.length];
    long[] sortedCounts = new long[values.length];
    int size = 0;
    for (int i : order) {
      if (counts[i] > 0) {
        sorted[size] = values[i];
        sortedCounts[size++] = counts[i];
      }
    }
    return new Distribution(Arrays.copyOf(sorted, size), Arrays.copyOf(sortedCounts, size));
  }

  boolean isEmpty() {
    return values.length == 0;
  }

  double min() {
    return values[0];
  }

  double max() {
    return values[values.length - 1];
  }

  /** The percentile, interpolated between neighbours as numpy does by default. */
  double percentile(double percent) {
    long total = Arrays.stream(counts).sum();
    double rank = percent / 100 * (total - 1);
    double low = at((long) Math.floor(rank));
    double high = at((long) Math.ceil(rank));
    return low + (high - low) * (rank - Math.floor(rank));
  }

  private double at(long rank) {
    long seen = 0;
    int i = 0;
    while (i < counts.length - 1 && seen + counts[i] <= rank) {
      seen += counts[i++];
    }
    return values[i];
  }
}
