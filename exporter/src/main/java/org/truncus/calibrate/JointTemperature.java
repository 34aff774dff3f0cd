package org.truncus.calibrate;

import java.util.Locale;

/**
 * {@code z / temperature} with the same temperature for every label.
 *
 * @param temperature finite, above 0
 */
public record JointTemperature(double temperature) implements Calibrator {

  /** Checks the range. */
  public JointTemperature {
    Temperature.check(temperature);
  }

  @Override
  public CalibrationMethod method() {
    return CalibrationMethod.JOINT_TEMPERATURE;
  }

  @Override
  public double logit(double z) {
    return z / temperature;
  }

  @Override
  public String words() {
    return String.format(Locale.ROOT, "temperature %.4f of all labels", temperature);
  }
}
