package org.truncus.plot;

import java.util.Locale;
import org.truncus.metric.Interval;

/** Numbers as people read them. */
public final class Texts {

  /** Legend of the shading around curves. */
  static final String BAND = "shaded: pointwise 95 % band";

  private Texts() {}

  /** Three decimals; {@code undefined} for NaN. */
  public static String three(double value) {
    return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** Two decimals; {@code undefined} for NaN. */
  public static String two(double value) {
    return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%.2f", value);
  }

  /** Three decimals, more for small ones: {@code 0.912}, {@code 0.0031}, {@code 2.4e-05}. */
  public static String probability(double value) {
    String format = value >= 0.01 || value == 0 ? "%.3f" : value >= 1e-4 ? "%.2g" : "%.1e";
    return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, format, value);
  }

  /** For example {@code 0.912–0.967} or {@code -0.265 to 0.020}; a dash where undefined. */
  public static String interval(Interval interval) {
    if (!interval.isDefined()) {
      return "—";
    }
    String between = interval.low() < 0 ? " to " : "–"; // the dash would read as a second minus
    return three(interval.low()) + between + three(interval.high());
  }

  /** For example {@code opacity, AUROC 0.941 (0.912–0.967)}. */
  static String legend(String label, String metric, double value, Interval interval) {
    return label
        + ", "
        + metric
        + " "
        + three(value)
        + (interval.isDefined() ? " (" + interval(interval) + ")" : "");
  }
}
