package org.truncus.experiment;

import java.util.Arrays;
import java.util.Locale;

/**
 * Repeats of one number.
 *
 * @param n how many
 * @param mean of them; NaN without any
 * @param sd sample standard deviation, with n − 1; NaN for fewer than two
 */
record Spread(int n, double mean, double sd) {

  /** Upper 2.5 % points of Student's t for 1, 2, … degrees of freedom. */
  private static final double[] T = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228
  };

  private static final double Z = 1.959964;

  /** Of the values that are defined. */
  static Spread of(double... values) {
    double[] defined = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    double mean = Arrays.stream(defined).average().orElse(Double.NaN);
    double squares = Arrays.stream(defined).map(v -> (v - mean) * (v - mean)).sum();
    double sd = defined.length < 2 ? Double.NaN : Math.sqrt(squares / (defined.length - 1));
    return new Spread(defined.length, mean, sd);
  }

  /**
   * Half the width of the 95 % interval of the mean by Student's t; NaN for fewer than two repeats.
   * Beyond ten degrees of freedom t is approximated to a thousandth.
   */
  double halfWidth() {
    if (n < 2) {
      return Double.NaN;
    }
    double freedom = n - 1;
    double z3 = Z * Z * Z;
    double z5 = z3 * Z * Z;
    double z7 = z5 * Z * Z;
    double t =
        n - 1 <= T.length
            ? T[n - 2]
            : Z
                + (z3 + Z) / (4 * freedom)
                + (5 * z5 + 16 * z3 + 3 * Z) / (96 * Math.pow(freedom, 2))
                + (3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / (384 * Math.pow(freedom, 3));
    return t * sd / Math.sqrt(n);
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
