package org.truncus.metric;

/**
 * A confidence interval, 95 % unless said otherwise.
 *
 * @param low lower end; NaN where undefined
 * @param high upper end; NaN where undefined
 */
public record Interval(double low, double high) {

  /** No interval: the statistic is undefined. */
  public static Interval undefined() {
    return new Interval(Double.NaN, Double.NaN);
  }

  /** Whether both ends are known. */
  public boolean isDefined() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  /** Whether a value lies in it, ends included. */
  public boolean contains(double value) {
    return value >= low && value <= high;
  }
}
