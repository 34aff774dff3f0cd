package org.truncus.calibrate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The calibration of a model, as it stands in {@code truncus.json}.
 *
 * @param method {@code temperature}, or {@code none} where no label could be calibrated
 * @param perLabel parameters by label, in label order
 * @param fittedOn the rows that were used
 * @param before quality at temperature 1: mean over the labels; {@code nll} of a multi-class model
 *     is that of the whole distribution
 * @param after the same with the fitted temperatures
 */
public record Calibration(
    String method,
    Map<String, LabelCalibration> perLabel,
    FittedOn fittedOn,
    CalibrationQuality before,
    CalibrationQuality after) {

  /** Keeps an unmodifiable copy of the map, in its order. */
  public Calibration {
    perLabel = Collections.unmodifiableMap(new LinkedHashMap<>(perLabel));
  }

  /**
   * Temperatures in the order of the labels, for the graph.
   *
   * @throws IllegalArgumentException where a label has no entry
   */
  public double[] temperatures(List<String> labels) {
    return labels.stream()
        .mapToDouble(
            label -> {
              LabelCalibration one = perLabel.get(label);
              if (one == null) {
                throw new IllegalArgumentException("no calibration for label " + label);
              }
              return one.temperature();
            })
        .toArray();
  }
}
