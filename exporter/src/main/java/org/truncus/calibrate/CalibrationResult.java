package org.truncus.calibrate;

import java.util.Map;
import org.truncus.metric.LabelSample;

/**
 * A calibration and what it was judged by.
 *
 * @param calibration as it goes into the package
 * @param before by label, the rows with the network's own probabilities as scores
 * @param after by label, the rows with cross-fitted probabilities as scores
 */
public record CalibrationResult(
    Calibration calibration, Map<String, LabelSample> before, Map<String, LabelSample> after) {}
