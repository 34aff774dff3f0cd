package org.truncus.experiment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.truncus.list.Split;
import org.truncus.metric.Area;

/**
 * {@code summary.csv}, mean and sample standard deviation over seeds, and {@code differences.csv},
 * arm minus reference; what is undefined is blank.
 */
final class SummaryCsv {

  private final List<String> keys;

  private SummaryCsv(List<String> keys) {
    this.keys = keys;
  }

  /** Header and rows of {@code summary.csv}. */
  static List<List<String>> summary(Conditions conditions) {
    SummaryCsv csv = new SummaryCsv(keys(conditions));
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        csv.row(
            "arm",
            csv.keys,
            List.of("split", "label", "metric", "mean", "sd", "runs", "parameters", "macs")));
    for (Condition condition : conditions.all()) {
      List<String> labels = new ArrayList<>(condition.labels());
      labels.add(ResultsCsv.MACRO);
      for (Split split : List.of(Split.VAL, Split.TEST)) {
        if (condition.first().metrics(split) != null) {
          for (String label : labels) {
            rows.add(csv.row(condition, split, label, Area.AUROC));
            rows.add(csv.row(condition, split, label, Area.AVERAGE_PRECISION));
          }
        }
      }
    }
    return rows;
  }

  /** Header and rows of {@code differences.csv}. */
  static List<List<String>> differences(Conditions conditions, List<ArmDifference> differences) {
    SummaryCsv csv = new SummaryCsv(keys(conditions));
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        csv.row(
            "arm",
            csv.keys,
            List.of(
                "reference",
                "label",
                "metric",
                "difference",
                "sd",
                "seeds",
                "patients_low",
                "patients_high",
                "low",
                "high",
                "p",
                "p_holm",
                "noise")));
    differences.forEach(found -> rows.add(csv.row(found)));
    return rows;
  }

  private List<String> row(Condition condition, Split split, String label, Area area) {
    Spread spread = condition.spread(split, label, area);
    return row(
        condition.arm(),
        values(condition),
        List.of(
            split.text(),
            label,
            metric(area),
            ResultsCsv.text(spread.mean()),
            ResultsCsv.text(spread.sd()),
            Integer.toString(spread.n()),
            Long.toString(condition.first().cell().parameters()),
            Long.toString(condition.first().cell().macs())));
  }

  private List<String> row(ArmDifference found) {
    return row(
        found.arm().arm(),
        values(found.arm()),
        List.of(
            found.reference().arm(),
            found.label(),
            metric(found.area()),
            ResultsCsv.text(found.seeds().mean()),
            ResultsCsv.text(found.seeds().sd()),
            Integer.toString(found.seeds().n()),
            ResultsCsv.text(found.patients().low()),
            ResultsCsv.text(found.patients().high()),
            ResultsCsv.text(found.interval().low()),
            ResultsCsv.text(found.interval().high()),
            ResultsCsv.text(found.p()),
            ResultsCsv.text(found.holm()),
            found.insideTheNoise() ? "inside" : "outside"));
  }

  private static String metric(Area area) {
    return area == Area.AUROC ? "auroc" : "auprc";
  }

  private List<String> values(Condition condition) {
    return keys.stream().map(key -> condition.circumstances().getOrDefault(key, "")).toList();
  }

  private List<String> row(String arm, List<String> circumstances, List<String> rest) {
    List<String> row = new ArrayList<>(List.of(arm));
    row.addAll(circumstances);
    row.addAll(rest);
    return row;
  }

  private static List<String> keys(Conditions conditions) {
    Set<String> keys = new LinkedHashSet<>();
    conditions.all().forEach(condition -> keys.addAll(condition.circumstances().keySet()));
    return List.copyOf(keys);
  }
}
