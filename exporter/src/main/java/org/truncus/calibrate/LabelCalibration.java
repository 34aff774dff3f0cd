package org.truncus.calibrate;

import java.util.Objects;

/**
 * The calibration of one label: {@code probability = sigmoid(logit / temperature)}, for a
 * multi-class model {@code softmax(logits / temperature)} with one temperature for all classes.
 *
 * @param method {@code temperature}, or {@code none} where no temperature could be fitted
 * @param temperature the divisor of the logit, greater than 0; 1 where the method is {@code none}
 * @param reason why the method is {@code none}; null otherwise
 * @param rows rows with a known target that were used
 * @param positives positive rows among them
 * @param before quality on these rows at temperature 1
 * @param after quality on these rows at {@code temperature}
 */
public record LabelCalibration(
    String method,
    double temperature,
    String reason,
    int rows,
    int positives,
    CalibrationQuality before,
    CalibrationQuality after) {

  /** Name of the method that divides logits by a fitted temperature. */
  public static final String TEMPERATURE = "temperature";

  /** Name of the method that leaves logits as they are. */
  public static final String NONE = "none";

  /** Checks that method, temperature and reason agree. */
  public LabelCalibration {
    Objects.requireNonNull(method, "method");
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException("temperature must be a finite number > 0: " + temperature);
    }
    switch (method) {
      case TEMPERATURE -> {}
      case NONE -> {
        if (temperature != 1 || reason == null) {
          throw new IllegalArgumentException("method none needs temperature 1 and a reason");
        }
      }
      default -> throw new IllegalArgumentException("unknown calibration method: " + method);
    }
  }
}
