package org.truncus.evaluate;

import java.math.BigDecimal;
import java.util.Locale;
import org.truncus.metric.Bootstrapped;
import org.truncus.metric.Difference;
import org.truncus.metric.Interval;
import org.truncus.metric.RateEstimate;

/** Numbers as people read them, with their intervals. */
public final class Words {

  private static final String UNDEFINED = "undefined";

  private Words() {}

  /** Three decimals; {@code undefined} for NaN. */
  public static String three(double value) {
    return Double.isNaN(value) ? UNDEFINED : String.format(Locale.ROOT, "%.3f", value);
  }

  /** For example {@code 0.941 [0.912, 0.967]}; without brackets where there is no interval. */
  public static String of(double value, Interval interval) {
    return interval.isDefined() && !Double.isNaN(value)
        ? String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", value, interval.low(), interval.high())
        : three(value);
  }

  /** For example {@code [0.912, 0.967]}; empty where undefined. */
  public static String of(Interval interval) {
    return interval.isDefined()
        ? String.format(Locale.ROOT, "[%.3f, %.3f]", interval.low(), interval.high())
        : "";
  }

  /** A number with its interval. */
  public static String of(Bootstrapped number) {
    return of(number.value(), number.ci95());
  }

  /** A rate with the interval that fits it. */
  public static String of(RateEstimate rate) {
    return of(rate.value(), rate.interval());
  }

  /** For example {@code +0.012 [-0.003, +0.028]}. */
  public static String of(Difference difference) {
    return difference(difference.value(), difference.ci95());
  }

  /** The same of a difference and its interval. */
  public static String difference(double value, Interval interval) {
    if (Double.isNaN(value)) {
      return UNDEFINED;
    }
    return interval.isDefined()
        ? String.format(Locale.ROOT, "%+.3f [%+.3f, %+.3f]", value, interval.low(), interval.high())
        : String.format(Locale.ROOT, "%+.3f", value);
  }

  /** For example {@code 0.027}, {@code < 0.001}. */
  public static String p(double p) {
    if (Double.isNaN(p)) {
      return UNDEFINED;
    }
    return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
  }

  /** Up to six significant digits, without superfluous zeros: a threshold, a prevalence. */
  public static String plain(double value) {
    return new BigDecimal(String.format(Locale.ROOT, "%.6g", value))
        .stripTrailingZeros()
        .toPlainString();
  }
}
