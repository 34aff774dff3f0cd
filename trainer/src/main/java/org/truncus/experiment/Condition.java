package org.truncus.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.truncus.list.Split;
import org.truncus.metric.Area;
import org.truncus.train.RunRecord;

/**
 * The finished repeats of one arm under the same circumstances.
 *
 * @param arm its name
 * @param circumstances what else was varied, but for the seed: {@code fraction} and its value
 * @param results by seed
 */
record Condition(String arm, Map<String, String> circumstances, List<CellResult> results) {

  /** The circumstances in words; empty where nothing but arms and seeds was varied. */
  String where() {
    return circumstances.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  /** The first of the repeats, for what all share: network, labels, counts. */
  CellResult first() {
    return results.get(0);
  }

  /** The labels, in order. */
  List<String> labels() {
    return first().record().data().labels();
  }

  /** The repeats by seed. */
  Map<Long, CellResult> bySeed() {
    Map<Long, CellResult> bySeed = new LinkedHashMap<>();
    results.forEach(result -> bySeed.put(result.record().seed(), result));
    return bySeed;
  }

  /**
   * A number over the repeats.
   *
   * @param label a label, or {@link ResultsCsv#MACRO} for the mean over labels
   * @param area {@code AUROC} or {@code AVERAGE_PRECISION}
   */
  Spread spread(Split split, String label, Area area) {
    return Spread.of(
        results.stream().mapToDouble(result -> value(result, split, label, area)).toArray());
  }

  /** One repeat's number; NaN where undefined. */
  static double value(CellResult result, Split split, String label, Area area) {
    RunRecord.SplitMetrics metrics = result.metrics(split);
    if (metrics == null) {
      return Double.NaN;
    }
    Double value;
    if (label.equals(ResultsCsv.MACRO)) {
      value = area == Area.AUROC ? metrics.macro().auroc() : metrics.macro().auprc();
    } else {
      RunRecord.LabelScore score = metrics.labels().get(label);
      value = score == null ? null : area == Area.AUROC ? score.auroc() : score.auprc();
    }
    return value == null ? Double.NaN : value;
  }
}
