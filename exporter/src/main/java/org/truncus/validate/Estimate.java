package org.truncus.validate;

import org.truncus.metric.Interval;

/**
 * A number with its 95 % interval.
 *
 * @param value NaN where it can't be computed
 * @param ci95 undefined where there is none
 * @param method how the interval was made
 */
public record Estimate(double value, Interval ci95, Method method) {

  /** How an interval is made. */
  public enum Method {
    /** Percentiles of a bootstrap that draws patients with all of their rows. */
    BOOTSTRAP("patient bootstrap"),
    /** Wilson's score interval of independent rows. */
    WILSON("Wilson"),
    /** Wilson's score interval with patients in place of rows. */
    WILSON_PATIENTS("Wilson, patients"),
    /** No interval. */
    NONE("none");

    private final String text;

    Method(String text) {
      this.text = text;
    }

    /** For reports. */
    public String text() {
      return text;
    }
  }

  /** A number without an interval. */
  public static Estimate plain(double value) {
    return new Estimate(value, Interval.undefined(), Method.NONE);
  }

  /** The number a requirement looks at. */
  double at(Requirement.Bound bound) {
    return switch (bound) {
      case VALUE -> value;
      case CI_LOW -> ci95.low();
      case CI_HIGH -> ci95.high();
    };
  }
}
