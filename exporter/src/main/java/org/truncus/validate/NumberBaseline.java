package org.truncus.validate;

import java.util.Arrays;

/**
 * How one number was distributed.
 *
 * @param n how many values
 * @param mean of them
 * @param sd their standard deviation
 * @param edges upper ends of all bins but the last, rising: the deciles of the values
 * @param shares of the values in each bin, one more than edges; not all a tenth where values repeat
 * @param quantiles at 0, 1, …, 100 %
 */
@SuppressWarnings("ArrayRecordComponent") // written and read, never compared
public record NumberBaseline(
    int n, double mean, double sd, double[] edges, double[] shares, double[] quantiles) {

  /** How many bins. */
  public static final int BINS = 10;

  private static final int STEPS = 100;

  /** The distribution of some values; they may be none. */
  public static NumberBaseline of(double[] values) {
    if (values.length == 0) {
      return new NumberBaseline(
          0, Double.NaN, Double.NaN, new double[0], new double[0], new double[0]);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double mean = Arrays.stream(sorted).average().orElse(Double.NaN);
    double squares = Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum();
    double[] quantiles = new double[STEPS + 1];
    for (int q = 0; q <= STEPS; q++) {
      quantiles[q] = quantile(sorted, (double) q / STEPS);
    }
    double[] edges = new double[BINS - 1];
    for (int b = 0; b < edges.length; b++) {
      edges[b] = quantiles[(b + 1) * STEPS / BINS];
    }
    double[] shares = new double[BINS];
    long[] counts = counts(edges, sorted);
    for (int b = 0; b < BINS; b++) {
      shares[b] = (double) counts[b] / sorted.length;
    }
    double sd = sorted.length < 2 ? 0 : Math.sqrt(squares / (sorted.length - 1));
    return new NumberBaseline(sorted.length, mean, sd, edges, shares, quantiles);
  }

  /** How many of the values fall in each bin; a value on an edge belongs below it. */
  public long[] counts(double[] values) {
    return counts(edges, values);
  }

  /** See {@link Drift#psi}. */
  public double psi(double[] values) {
    return n == 0 ? Double.NaN : Drift.psi(shares, counts(values));
  }

  /** See {@link Drift#ks}. */
  public double ks(double[] values) {
    return Drift.ks(quantiles, values);
  }

  private static long[] counts(double[] edges, double[] values) {
    long[] counts = new long[edges.length + 1];
    for (double value : values) {
      int bin = 0;
      while (bin < edges.length && value > edges[bin]) {
        bin++;
      }
      counts[bin]++;
    }
    return counts;
  }

  private static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
