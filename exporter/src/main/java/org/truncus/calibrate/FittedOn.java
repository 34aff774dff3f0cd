package org.truncus.calibrate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rows a calibration and its operating points were fitted on.
 *
 * @param listSha256 digest of the list the run was trained with
 * @param split {@code val}
 * @param rows rows in that split
 * @param patients patients in that split
 * @param prevalence share of positives by label among the rows with a known target, in [0,1]
 */
public record FittedOn(
    String listSha256, String split, int rows, int patients, Map<String, Double> prevalence) {

  /** Keeps an unmodifiable copy of the map, in its order. */
  public FittedOn {
    prevalence = Collections.unmodifiableMap(new LinkedHashMap<>(prevalence));
  }
}
