package org.truncus.calibrate;

/** Leaves the logit as it is. */
public record Uncalibrated() implements Calibrator {

  @Override
  public CalibrationMethod method() {
    return CalibrationMethod.NONE;
  }

  @Override
  public double logit(double z) {
    return z;
  }

  @Override
  public String words() {
    return "not calibrated";
  }
}
