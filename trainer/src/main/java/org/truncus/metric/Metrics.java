package org.truncus.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.truncus.list.PredictionList;

/**
 * The metrics that stand in every run and report. Rows are ordered by their {@link
 * LabelSample#rankScores}.
 */
public final class Metrics {

  private Metrics() {}

  /** The metrics of every label with intervals, in the order of the labels. */
  public static Map<String, LabelMetrics> of(
      PredictionList predictions, PatientBootstrap bootstrap) {
    Map<String, LabelMetrics> metrics = new LinkedHashMap<>();
    for (int l = 0; l < predictions.labels().size(); l++) {
      LabelSample sample = LabelSample.of(predictions, l);
      PatientIndex patients = PatientIndex.of(sample.patients(), sample.positives());
      List<Bootstrapped> numbers =
          bootstrap.estimates(patients, new RankSweep(sample, patients, false));
      metrics.put(
          predictions.labels().get(l),
          metrics(
              sample,
              numbers.get(RankSweep.AUROC).ci95(),
              numbers.get(RankSweep.AVERAGE_PRECISION).ci95()));
    }
    return metrics;
  }

  /** The metrics of every label without intervals (these are undefined): quick, for every epoch. */
  public static Map<String, LabelMetrics> of(PredictionList predictions) {
    Map<String, LabelMetrics> metrics = new LinkedHashMap<>();
    for (int l = 0; l < predictions.labels().size(); l++) {
      LabelSample sample = LabelSample.of(predictions, l);
      metrics.put(
          predictions.labels().get(l), metrics(sample, Interval.undefined(), Interval.undefined()));
    }
    return metrics;
  }

  /** Means over the labels. */
  public static MacroMetrics macro(Map<String, LabelMetrics> metrics) {
    return new MacroMetrics(
        mean(metrics, LabelMetrics::auroc),
        mean(metrics, LabelMetrics::auprc),
        (int) metrics.values().stream().filter(m -> !Double.isNaN(m.auroc())).count());
  }

  private static double mean(
      Map<String, LabelMetrics> metrics, ToDoubleFunction<LabelMetrics> value) {
    return metrics.values().stream()
        .mapToDouble(value)
        .filter(v -> !Double.isNaN(v))
        .average()
        .orElse(Double.NaN);
  }

  private static LabelMetrics metrics(LabelSample sample, Interval auroc, Interval auprc) {
    long positives = sample.positiveCount();
    int n = sample.scores().length;
    return new LabelMetrics(
        Auroc.of(sample.rankScores(), sample.positives()),
        AveragePrecision.of(sample.rankScores(), sample.positives()),
        n == 0 ? Double.NaN : (double) positives / n,
        positives,
        n - positives,
        auroc,
        auprc);
  }
}
