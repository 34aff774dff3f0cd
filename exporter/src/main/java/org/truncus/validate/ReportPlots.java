package org.truncus.validate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.truncus.metric.Discrimination;
import org.truncus.metric.LabelSample;
import org.truncus.plot.Figure;
import org.truncus.plot.Histogram;
import org.truncus.plot.PrecisionRecallPlot;
import org.truncus.plot.ReliabilityPlot;
import org.truncus.plot.RocPlot;

/** The drawings of a report, by the name of their file: four for each label. */
final class ReportPlots {

  private ReportPlots() {}

  static Map<String, Figure> of(ValidationReport report) {
    Map<String, Figure> plots = new LinkedHashMap<>();
    int number = 0;
    for (LabelResult label : report.labels().values()) {
      number++;
      Map<String, LabelSample> sample = Map.of(label.label(), label.sample());
      Map<String, Discrimination> found = Map.of(label.label(), label.discrimination());
      plots.put(
          name("roc", number, label),
          RocPlot.withBands("Receiver operating characteristic", sample, found));
      plots.put(
          name("pr", number, label),
          PrecisionRecallPlot.withBands("Precision and recall", sample, found));
      plots.put(name("reliability", number, label), ReliabilityPlot.of("Calibration", sample));
      plots.put(
          name("scores", number, label),
          Histogram.ofScores("Probabilities", label.sample().scores(), label.sample().positives()));
    }
    return plots;
  }

  /** The number keeps names apart that differ only in letters a file name can't have. */
  static String name(String kind, int number, LabelResult label) {
    return kind + "-" + number + "-" + label.label().replaceAll("[^A-Za-z0-9_-]+", "_");
  }
}
