package org.truncus.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.metric.Discrimination;
import org.truncus.metric.LabelSample;
import org.truncus.plot.Axis;
import org.truncus.plot.Figure;
import org.truncus.plot.Histogram;
import org.truncus.plot.PrecisionRecallPlot;
import org.truncus.plot.ReliabilityPlot;
import org.truncus.plot.RocPlot;

/** The drawings of a report, by the name of their file. */
final class MetricsPlots {

  /** Drawings of a label, in the order of the page; the last only of probabilities. */
  static final List<String> KINDS = List.of("roc", "pr", "scores", "reliability");

  private final Map<String, Figure> figures = new LinkedHashMap<>();

  private MetricsPlots() {}

  static Map<String, Figure> of(MetricsReport report) {
    MetricsPlots plots = new MetricsPlots();
    int number = 0;
    for (LabelReport label : report.labels().values()) {
      plots.label(++number, label);
    }
    if (report.comparison() != null) {
      number = 0;
      for (LabelComparison label : report.comparison().labels().values()) {
        plots.comparison(++number, label);
      }
    }
    return plots.figures;
  }

  /** The number keeps names apart that differ only in letters a file name can't have. */
  static String name(String kind, int number, String label) {
    return kind + "-" + number + "-" + label.replaceAll("[^A-Za-z0-9_-]+", "_");
  }

  private void label(int number, LabelReport label) {
    Map<String, LabelSample> sample = Map.of(label.label(), label.sample());
    Map<String, Discrimination> found = Map.of(label.label(), label.evaluation().discrimination());
    figures.put(
        name("roc", number, label.label()),
        RocPlot.withBands("ROC, " + label.label(), sample, found));
    figures.put(
        name("pr", number, label.label()),
        PrecisionRecallPlot.withBands("Precision and recall, " + label.label(), sample, found));
    figures.put(name("scores", number, label.label()), histogram(label));
    if (label.onProbabilities()) {
      figures.put(
          name("reliability", number, label.label()),
          ReliabilityPlot.of("Calibration, " + label.label(), sample));
    }
  }

  private static Figure histogram(LabelReport label) {
    double[] scores = label.sample().scores();
    Axis x =
        label.onProbabilities()
            ? Axis.unit("probability")
            : Axis.fitting(label.thresholdColumn(), scores);
    return Histogram.ofScores("Scores, " + label.label(), x, scores, label.sample().positives());
  }

  private void comparison(int number, LabelComparison label) {
    Map<String, LabelSample> samples = new LinkedHashMap<>();
    samples.put("first", label.firstSample());
    samples.put("second", label.secondSample());
    Map<String, Discrimination> found = Map.of("first", label.first(), "second", label.second());
    figures.put(
        name("compared-roc", number, label.label()),
        RocPlot.withBands("ROC, " + label.label(), samples, found));
    figures.put(
        name("compared-pr", number, label.label()),
        PrecisionRecallPlot.withBands("Precision and recall, " + label.label(), samples, found));
  }
}
