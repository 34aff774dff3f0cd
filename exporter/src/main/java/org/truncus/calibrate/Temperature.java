package org.truncus.calibrate;

import java.util.Locale;

/**
 * {@code z / temperature}.
 *
 * @param temperature finite, above 0
 */
public record Temperature(double temperature) implements Calibrator {

  /** Checks the range. */
  public Temperature {
    check(temperature);
  }

  static void check(double temperature) {
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException("temperature must be a finite number > 0: " + temperature);
    }
  }

  @Override
  public CalibrationMethod method() {
    return CalibrationMethod.TEMPERATURE;
  }

  @Override
  public double logit(double z) {
    return z / temperature;
  }

  @Override
  public String words() {
    return String.format(Locale.ROOT, "temperature %.4f", temperature);
  }
}
