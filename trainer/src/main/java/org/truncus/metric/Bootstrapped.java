package org.truncus.metric;

/**
 * A number with the interval of a {@link PatientBootstrap}.
 *
 * @param value on all rows; NaN where undefined
 * @param ci95 95 % interval; undefined where the value is
 */
public record Bootstrapped(double value, Interval ci95) {

  /** No number: it is undefined on these rows. */
  public static Bootstrapped undefined() {
    return new Bootstrapped(Double.NaN, Interval.undefined());
  }

  /** Whether there is a number. */
  public boolean isDefined() {
    return !Double.isNaN(value);
  }

  /** The number alone. */
  Bootstrapped withoutInterval() {
    return new Bootstrapped(value, Interval.undefined());
  }

  static Bootstrapped of(double value, Replicates replicates) {
    return of(value, replicates, IntervalRule.percentiles());
  }

  static Bootstrapped of(double value, Replicates replicates, IntervalRule rule) {
    return Double.isNaN(value) ? undefined() : new Bootstrapped(value, rule.of(value, replicates));
  }
}
