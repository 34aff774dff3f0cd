package org.truncus.validate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.truncus.metric.LabelMetrics;
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
      Map<String, LabelMetrics> metrics = Map.of(label.label(), metrics(label));
      plots.put(
          name("roc", number, label),
          RocPlot.of("Receiver operating characteristic", sample, metrics));
      plots.put(
          name("pr", number, label),
          PrecisionRecallPlot.of("Precision and recall", sample, metrics));
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

  private static LabelMetrics metrics(LabelResult label) {
    Estimate auroc = label.estimate(Metric.AUROC);
    Estimate auprc = label.estimate(Metric.AUPRC);
    return new LabelMetrics(
        auroc.value(),
        auprc.value(),
        label.noSkill(),
        label.positives(),
        label.negatives(),
        auroc.ci95(),
        auprc.ci95());
  }
}
