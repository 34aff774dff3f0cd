package org.truncus.experiment;

import java.util.Arrays;
import java.util.Locale;
import org.truncus.metric.StudentT;

/**
 * Repeats of one number.
 *
 * @param n how many
 * @param mean of them; NaN without any
 * @param sd sample standard deviation, with n − 1; NaN for fewer than two
 */
record Spread(int n, double mean, double sd) {

  /** Of the values that are defined. */
  static Spread of(double... values) {
    double[] defined = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    double mean = Arrays.stream(defined).average().orElse(Double.NaN);
    double squares = Arrays.stream(defined).map(v -> (v - mean) * (v - mean)).sum();
    double sd = defined.length < 2 ? Double.NaN : Math.sqrt(squares / (defined.length - 1));
    return new Spread(defined.length, mean, sd);
  }

  /** Half the width of the 95 % interval of the mean by Student's t; NaN for fewer than two. */
  double halfWidth() {
    return n < 2 ? Double.NaN : StudentT.quantile975(n - 1) * sd / Math.sqrt(n);
  }

  /** For tables: {@code 0.857 ± 0.003}. */
  String text() {
    if (n == 0) {
      return "undefined";
    }
    String text = String.format(Locale.ROOT, "%.3f", mean);
    return n < 2 ? text : text + String.format(Locale.ROOT, " ± %.3f", sd);
  }

  /** Mean less sd; the mean where there is none. */
  double low() {
    return n < 2 ? mean : mean - sd;
  }

  /** Mean plus sd; the mean where there is none. */
  double high() {
    return n < 2 ? mean : mean + sd;
  }
}
