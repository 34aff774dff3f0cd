package org.truncus.validate;

import org.truncus.metric.Bootstrapped;
import org.truncus.metric.Interval;
import org.truncus.metric.RateEstimate;

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
    /** The bootstrap's standard error on the logit scale, times Student's quantile. */
    BOOTSTRAP_LOGIT("patient bootstrap, logit scale"),
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

  /** A number with the interval of a bootstrap, where it has one. */
  static Estimate of(Bootstrapped number, Method method) {
    return number.isDefined() && number.ci95().isDefined()
        ? new Estimate(number.value(), number.ci95(), method)
        : plain(number.value());
  }

  /** A rate with the interval that fits it. */
  static Estimate of(RateEstimate rate) {
    Method method =
        switch (rate.method()) {
          case WILSON -> Method.WILSON;
          case WILSON_PATIENTS -> Method.WILSON_PATIENTS;
          case BOOTSTRAP -> Method.BOOTSTRAP;
          case NONE -> Method.NONE;
        };
    return new Estimate(rate.value(), rate.interval(), method);
  }
}
