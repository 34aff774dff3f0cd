package org.truncus.metric;

/**
 * DeLong's test of two scores on the same cases (DeLong, DeLong, Clarke-Pearson 1988): whether
 * their areas under the ROC curve differ. The covariance of the two areas is taken into account.
 *
 * <p>Takes rows as independent cases, as {@link DeLong} does: with several images a patient its p
 * is usually too small. {@link PairedDiscrimination} has the bootstrap of patients.
 *
 * @param first area of the first score; NaN where there is one class only
 * @param second area of the second score
 * @param variance of the difference {@code first - second}; NaN with fewer than two rows of a class
 * @param z difference by its standard error; 0 where both are 0 (scores that order every pair of a
 *     positive and a negative alike), NaN where only the variance is
 * @param p two-sided; NaN where z is
 */
public record PairedDeLong(double first, double second, double variance, double z, double p) {

  /**
   * Tests two scores.
   *
   * @param first {@code [N]}, not NaN
   * @param second {@code [N]} of the same rows, not NaN
   * @param positives {@code [N]}
   */
  public static PairedDeLong of(double[] first, double[] second, boolean[] positives) {
    Placements a = new Placements(first, positives);
    Placements b = new Placements(second, positives);
    double areaA = Auroc.of(first, positives);
    double areaB = Auroc.of(second, positives);
    double variance = a.varianceOfDifference(b);
    double z = z(areaA - areaB, variance);
    return new PairedDeLong(areaA, areaB, variance, z, Normal.twoSided(z));
  }

  private static double z(double difference, double variance) {
    if (variance == 0) {
      return difference == 0 ? 0 : Double.NaN;
    }
    return difference / Math.sqrt(variance);
  }

  /** First minus second. */
  public double difference() {
    return first - second;
  }

  /** The 95 % interval of the difference, cut to [-1,1]; undefined where the test is. */
  public Interval interval() {
    double half = Normal.Z95 * Math.sqrt(variance);
    return Double.isNaN(z) || Double.isNaN(half)
        ? Interval.undefined()
        : new Interval(Math.max(-1, difference() - half), Math.min(1, difference() + half));
  }
}
