package org.truncus.metric;

/** Wilson's score interval of a proportion (Wilson 1927), without continuity correction. */
public final class WilsonInterval {

  private WilsonInterval() {}

  /**
   * The 95 % interval; undefined where there were no trials.
   *
   * @param successes in [0, trials]
   * @param trials at least 0, independent
   */
  public static Interval of(long successes, long trials) {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " successes of " + trials + " trials");
    }
    if (trials == 0) {
      return Interval.undefined();
    }
    double n = trials;
    double p = successes / n;
    double z2 = Normal.Z95 * Normal.Z95;
    double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = Normal.Z95 / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    double low = successes == 0 ? 0 : Math.max(0, centre - half);
    double high = successes == trials ? 1 : Math.min(1, centre + half);
    return new Interval(low, high);
  }
}
