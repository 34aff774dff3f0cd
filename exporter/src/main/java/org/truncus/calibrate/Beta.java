package org.truncus.calibrate;

import java.util.Locale;

/**
 * {@code a · ln p − b · ln(1−p) + c} with {@code p = sigmoid(z)} (Kull et al. 2017, equation 4). A
 * straight line in z where a is b; otherwise it bends at 0.
 *
 * @param a slope for low scores, finite, at least 0
 * @param b slope for high scores, finite, at least 0; not both 0
 * @param c finite
 */
public record Beta(double a, double b, double c) implements Calibrator {

  /** Checks the ranges. */
  public Beta {
    if (!(a >= 0 && b >= 0 && a + b > 0) || !Double.isFinite(a + b + c)) {
      throw new IllegalArgumentException(
          "a and b must be finite and >= 0, one of them > 0, c finite: " + a + ", " + b + ", " + c);
    }
  }

  @Override
  public CalibrationMethod method() {
    return CalibrationMethod.BETA;
  }

  @Override
  public double logit(double z) {
    double low = a == 0 ? 0 : a * Logits.softplus(-z);
    double high = b == 0 ? 0 : b * Logits.softplus(z);
    return Double.isNaN(z) ? z : high - low + c;
  }

  @Override
  public String words() {
    return String.format(Locale.ROOT, "%.4f ln p − %.4f ln(1−p) %+.4f", a, b, c);
  }
}
