package org.truncus.calibrate;

import java.util.Locale;

/**
 * {@code slope · z + intercept}. Platt 1999 writes {@code 1/(1+exp(A z + B))}: A is minus the
 * slope, B minus the intercept.
 *
 * @param slope finite, above 0
 * @param intercept finite
 */
public record Platt(double slope, double intercept) implements Calibrator {

  /** Checks the ranges. */
  public Platt {
    checkLine(slope, intercept);
  }

  static void checkLine(double slope, double intercept) {
    if (!(slope > 0) || Double.isInfinite(slope) || !Double.isFinite(intercept)) {
      throw new IllegalArgumentException(
          "slope must be a finite number > 0, intercept finite: " + slope + ", " + intercept);
    }
  }

  @Override
  public CalibrationMethod method() {
    return CalibrationMethod.PLATT;
  }

  @Override
  public double logit(double z) {
    return slope * z + intercept;
  }

  @Override
  public String words() {
    return String.format(Locale.ROOT, "%.4f z %+.4f", slope, intercept);
  }
}
