package org.truncus.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.list.PredictionList;
import org.truncus.list.Split;
import org.truncus.metric.Discrimination;
import org.truncus.metric.Interval;
import org.truncus.metric.PatientBootstrap;
import org.truncus.report.SplitResult;

/** Metrics in the form of {@code run.json}. */
final class RunMetrics {

  /** Replicates of the bootstrap. */
  static final int REPLICATES = 1000;

  private RunMetrics() {}

  /** What the predictions of a split come to; intervals are a function of predictions and seed. */
  static SplitResult measured(Split split, RunRecord record, PredictionList predictions) {
    return SplitResult.of(
        split, record.data().task(), predictions, new PatientBootstrap(REPLICATES, record.seed()));
  }

  /** The metrics of a split. */
  static RunRecord.SplitMetrics of(SplitResult result) {
    Map<String, RunRecord.LabelScore> labels = new LinkedHashMap<>();
    result.labels().forEach((label, measured) -> labels.put(label, score(measured)));
    return new RunRecord.SplitMetrics(
        labels,
        new RunRecord.MacroScore(
            defined(result.macro().auroc().value()),
            defined(result.macro().averagePrecision().value())));
  }

  private static RunRecord.LabelScore score(Discrimination measured) {
    return new RunRecord.LabelScore(
        defined(measured.auroc().value()),
        defined(measured.averagePrecision().value()),
        defined(measured.noSkill()),
        measured.positives(),
        measured.negatives(),
        new RunRecord.Ci95(
            ends(measured.auroc().ci95()), ends(measured.averagePrecision().ci95())));
  }

  private static List<Double> ends(Interval interval) {
    return interval.isDefined() ? List.of(interval.low(), interval.high()) : null;
  }

  private static Double defined(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
