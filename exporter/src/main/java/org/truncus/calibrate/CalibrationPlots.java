package org.truncus.calibrate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.truncus.metric.LabelSample;
import org.truncus.plot.Figure;
import org.truncus.plot.ReliabilityPlot;

/** Reliability before and after calibration, a drawing a label. */
public final class CalibrationPlots {

  private CalibrationPlots() {}

  /**
   * The drawings of the labels that have both positives and negatives.
   *
   * @return by file name without its ending; the number keeps names apart that differ only in
   *     letters a file name can't have
   */
  public static Map<String, Figure> of(CalibrationResult result) {
    Map<String, Figure> plots = new LinkedHashMap<>();
    int number = 0;
    for (String label : result.before().keySet()) {
      number++;
      if (result.before().get(label).hasBothClasses()) {
        Map<String, LabelSample> samples = new LinkedHashMap<>();
        samples.put("the network's", result.before().get(label));
        samples.put("calibrated, cross-fitted", result.after().get(label));
        plots.put(
            "reliability-" + number + "-" + label.replaceAll("[^A-Za-z0-9_-]+", "_"),
            ReliabilityPlot.of("Calibration of " + label, samples));
      }
    }
    return plots;
  }
}
