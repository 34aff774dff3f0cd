package org.truncus.metric;

/**
 * The difference of a statistic between two models on the same patients, first minus second, with
 * the interval and p of a {@link PatientBootstrap} that draws both on the same replicates.
 *
 * @param value on all rows; NaN where either statistic is undefined
 * @param ci95 95 % interval
 * @param p two-sided, of no difference: twice the share of replicates on the rarer side of 0, with
 *     one added to either count. In (0,1]; NaN where undefined
 */
public record Difference(double value, Interval ci95, double p) {

  static Difference of(double value, Replicates replicates) {
    return Double.isNaN(value)
        ? new Difference(Double.NaN, Interval.undefined(), Double.NaN)
        : new Difference(value, replicates.interval(), replicates.p());
  }

  /** The difference alone. */
  Difference withoutInterval() {
    return new Difference(value, Interval.undefined(), Double.NaN);
  }

  /** Whether there is a difference. */
  public boolean isDefined() {
    return !Double.isNaN(value);
  }

  /** Whether the interval holds 0: other patients could well have shown no difference. */
  public boolean insideTheNoise() {
    return ci95.contains(0);
  }
}
