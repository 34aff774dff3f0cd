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
   * The value on the logit scale, give or take its standard error there (delta method) times
   * Student's quantile, widened by {@code sqrt(n/(n-1))} for what a resample of few lacks in
   * spread. Percentiles where the value or the error is at an end.
   *
   * @param value on all rows, in [0,1]
   * @param patients that the value rests on: those with a positive row, or of the rarer kind
   */
  Interval logitInterval(double value, int patients) {
    double error = standardDeviation() / (value * (1 - value));
    if (!(value > 0 && value < 1 && error > 0 && patients > 1)) {
      return interval();
    }
    double half =
        error * StudentT.quantile975(patients - 1) * Math.sqrt(patients / (patients - 1.0));
    double logit = Math.log(value / (1 - value));
    return new Interval(1 / (1 + Math.exp(half - logit)), 1 / (1 + Math.exp(-half - logit)));
  }

  /**
   * The percentiles moved so that the mean of the replicates comes to the value, from 0 on: for a
   * distance such as the calibration error, which resampling makes larger on the average.
   *
   * @param value on all rows, 0 or more
   */
  Interval centredInterval(double value) {
    if (sorted.length == 0) {
      return Interval.undefined();
    }
    double shift = value - mean();
    return new Interval(Math.max(0, quantile(0.025) + shift), Math.max(0, quantile(0.975) + shift));
  }

  private double mean() {
    return Arrays.stream(sorted).average().orElse(Double.NaN);
  }

  private double standardDeviation() {
    double mean = mean();
    double squares = Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (sorted.length - 1));
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
