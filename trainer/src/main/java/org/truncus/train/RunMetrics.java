package org.truncus.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.list.PredictionList;
import org.truncus.metric.Interval;
import org.truncus.metric.LabelMetrics;
import org.truncus.metric.MacroMetrics;
import org.truncus.metric.Metrics;
import org.truncus.metric.PatientBootstrap;

/** Metrics in the form of {@code run.json}. */
final class RunMetrics {

  /** Replicates of the bootstrap. */
  static final int REPLICATES = 1000;

  private RunMetrics() {}

  /** The metrics of every label, with intervals that are a function of predictions and seed. */
  static Map<String, LabelMetrics> labels(PredictionList predictions, long seed) {
    return Metrics.of(predictions, new PatientBootstrap(REPLICATES, seed));
  }

  /** The metrics of a split. */
  static RunRecord.SplitMetrics of(PredictionList predictions, long seed) {
    Map<String, LabelMetrics> metrics = labels(predictions, seed);
    Map<String, RunRecord.LabelScore> labels = new LinkedHashMap<>();
    metrics.forEach((label, values) -> labels.put(label, score(values)));
    MacroMetrics macro = Metrics.macro(metrics);
    return new RunRecord.SplitMetrics(
        labels, new RunRecord.MacroScore(defined(macro.auroc()), defined(macro.auprc())));
  }

  private static RunRecord.LabelScore score(LabelMetrics values) {
    return new RunRecord.LabelScore(
        defined(values.auroc()),
        defined(values.auprc()),
        defined(values.noSkill()),
        values.positives(),
        values.negatives(),
        new RunRecord.Ci95(ends(values.aurocCi()), ends(values.auprcCi())));
  }

  private static List<Double> ends(Interval interval) {
    return interval.isDefined() ? List.of(interval.low(), interval.high()) : null;
  }

  private static Double defined(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
