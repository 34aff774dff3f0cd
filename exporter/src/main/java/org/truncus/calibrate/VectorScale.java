package org.truncus.calibrate;

import java.util.Locale;

/**
 * {@code slope · z + intercept} of one class, before the softmax over all of them.
 *
 * @param slope finite, above 0
 * @param intercept finite
 */
public record VectorScale(double slope, double intercept) implements Calibrator {

  /** Checks the ranges. */
  public VectorScale {
    Platt.checkLine(slope, intercept);
  }

  @Override
  public CalibrationMethod method() {
    return CalibrationMethod.VECTOR;
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
