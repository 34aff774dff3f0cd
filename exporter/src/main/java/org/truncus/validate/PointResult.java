package org.truncus.validate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.metric.Confusion;

/**
 * An operating point of the package on the rows of the list.
 *
 * @param point as the package has it
 * @param at counts on these rows
 * @param metrics sensitivity, specificity, predictive values
 */
public record PointResult(OperatingPoint point, Confusion at, Map<Metric, Estimate> metrics) {

  /** Keeps an unmodifiable copy of the map, in its order. */
  public PointResult {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
