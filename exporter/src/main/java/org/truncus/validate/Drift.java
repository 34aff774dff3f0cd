package org.truncus.validate;

import java.util.Arrays;

/**
 * How far a later sample has moved from a baseline, without knowing any finding: population
 * stability index and the distance of Kolmogorov and Smirnov.
 */
public final class Drift {

  /** Below this index nothing has moved that matters. */
  public static final double LOOK = 0.1;

  /** Above this index something has: stop and find out. */
  public static final double ALARM = 0.25;

  /** Values below which neither number is to be believed. */
  public static final int FEWEST = 500;

  /** What an empty bin counts as, so that the index stays finite. */
  private static final double LEAST_SHARE = 1e-4;

  private Drift() {}

  /**
   * Population stability index: the sum over bins of (now − then) ln(now / then); 0 is unmoved.
   *
   * @param then shares of the baseline's bins, summing to 1
   * @param now counts of the later sample in the same bins
   * @return NaN where the later sample is empty
   */
  public static double psi(double[] then, long[] now) {
    if (then.length != now.length) {
      throw new IllegalArgumentException(then.length + " bins, but " + now.length + " counts");
    }
    double total = Arrays.stream(now).sum();
    double sum = 0;
    for (int i = 0; i < then.length; i++) {
      double before = Math.max(then[i], LEAST_SHARE);
      double after = Math.max(now[i] / total, LEAST_SHARE);
      sum += (after - before) * Math.log(after / before);
    }
    return total == 0 ? Double.NaN : sum;
  }

  /**
   * Largest distance of the distribution of a sample from that of a baseline, in [0,1].
   *
   * @param quantiles of the baseline at evenly spaced shares from 0 to 1, rising; between them it
   *     is taken as linear, so the distance is known to within their spacing
   * @param values of the later sample
   * @return NaN where either is empty
   */
  public static double ks(double[] quantiles, double[] values) {
    if (quantiles.length < 2 || values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double largest = 0;
    for (int i = 0; i < sorted.length; i++) {
      boolean last = i + 1 == sorted.length || sorted[i + 1] != sorted[i];
      boolean first = i == 0 || sorted[i - 1] != sorted[i];
      if (first) {
        double below = (double) i / sorted.length;
        largest = Math.max(largest, Math.abs(below - share(quantiles, sorted[i], false)));
      }
      if (last) {
        double upTo = (i + 1.0) / sorted.length;
        largest = Math.max(largest, Math.abs(upTo - share(quantiles, sorted[i], true)));
      }
    }
    return largest;
  }

  /** Share of the baseline below a value, or up to it. */
  private static double share(double[] quantiles, double value, boolean included) {
    int n = quantiles.length - 1;
    int below = 0;
    while (below <= n && (included ? quantiles[below] <= value : quantiles[below] < value)) {
      below++;
    }
    if (below == 0) {
      return 0;
    }
    if (below > n) {
      return 1;
    }
    double width = quantiles[below] - quantiles[below - 1];
    double part = width == 0 ? 0 : (value - quantiles[below - 1]) / width;
    return Math.min(1, Math.max(0, (below - 1 + Math.min(1, part)) / n));
  }
}
