package org.truncus.metric;

/** The standard normal distribution. */
public final class Normal {

  /** The upper 2.5 % point of the standard normal distribution. */
  public static final double Z95 = 1.959963984540054;

  private static final double SERIES_BELOW = 1.5;
  private static final double TINY = 1e-300;

  private Normal() {}

  /** The chance of a deviate at least as far from 0 as {@code z}; in [0,1], NaN for NaN. */
  public static double twoSided(double z) {
    return erfc(Math.abs(z) / Math.sqrt(2));
  }

  /** The complementary error function of {@code x >= 0}, to about 1e-12 of its value. */
  private static double erfc(double x) {
    if (Double.isNaN(x)) {
      return Double.NaN;
    }
    return x < SERIES_BELOW ? 1 - series(x) : continuedFraction(x);
  }

  /** erf by its series of positive terms (Abramowitz and Stegun 7.1.6). */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; term > sum * 1e-18; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  /** erfc by its continued fraction (Abramowitz and Stegun 7.1.14), evaluated as Lentz does. */
  private static double continuedFraction(double x) {
    double f = x;
    double c = x;
    double d = 0;
    for (int n = 1; n < 500; n++) {
      d = 1 / Math.max(x + n / 2.0 * d, TINY);
      c = x + n / 2.0 / c;
      f *= c * d;
      if (Math.abs(c * d - 1) < 1e-16) {
        break;
      }
    }
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / f;
  }
}
