package org.truncus.metric;

import java.util.Arrays;

/**
 * What one statistic was on the replicates of a bootstrap.
 *
 * @param sorted the defined values, rising
 * @param drawn how many replicates there were
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity
record Replicates(double[] sorted, int drawn) {

  /** Sorts the values and leaves NaN out. */
  static Replicates of(double[] values) {
    return new Replicates(
        Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray(), values.length);
  }

  /** Percentiles 2.5 and 97.5; undefined without a defined value. */
  Interval interval() {
    return sorted.length == 0
        ? Interval.undefined()
        : new Interval(quantile(0.025), quantile(0.975));
  }

  /**
   * Two-sided p of the hypothesis that the statistic is 0: twice the share of replicates on the
   * rarer side of 0 (0 itself counts on both), with one added to either count so that it is never
   * 0. At most 1; NaN without a defined value.
   */
  double p() {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    long below = Arrays.stream(sorted).filter(v -> v <= 0).count();
    long above = Arrays.stream(sorted).filter(v -> v >= 0).count();
    return Math.min(1, 2.0 * (Math.min(below, above) + 1) / (sorted.length + 1));
  }

  /** Linear between order statistics, as numpy's default. */
  private double quantile(double q) {
    double at = q * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
