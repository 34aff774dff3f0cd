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
    return of(value, replicates, 0);
  }

  /**
   * The number with percentiles, or with an interval on the logit scale.
   *
   * @param logitPatients see {@link PatientStatistic#logitPatients}
   */
  static Bootstrapped of(double value, Replicates replicates, int logitPatients) {
    if (Double.isNaN(value)) {
      return undefined();
    }
    return new Bootstrapped(
        value,
        logitPatients > 0 ? replicates.logitInterval(value, logitPatients) : replicates.interval());
  }
}
