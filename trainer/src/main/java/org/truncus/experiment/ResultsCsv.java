package org.truncus.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.truncus.train.Durable;
import org.truncus.train.RunRecord;

/**
 * {@code results.csv}: one row for each finished cell, split, label and metric, with everything
 * that was varied. The mean over labels has the label {@code (macro)}; what is undefined is blank.
 */
final class ResultsCsv {

  static final String MACRO = "(macro)";

  private final List<String> keys;
  private final List<List<String>> rows = new ArrayList<>();

  private ResultsCsv(List<String> keys) {
    this.keys = keys;
  }

  /** The settings that set cells apart, in order. */
  static List<String> keys(List<Cell> cells) {
    Set<String> keys = new LinkedHashSet<>();
    cells.forEach(cell -> keys.addAll(cell.settings().keySet()));
    return List.copyOf(keys);
  }

  /** Writes the file, whole or not at all. */
  static void write(Path file, List<Cell> cells, List<CellResult> results) {
    ResultsCsv csv = new ResultsCsv(keys(cells));
    csv.rows.add(csv.header());
    results.forEach(csv::add);
    write(file, csv.rows);
  }

  /** Writes rows as a file, whole or not at all. */
  static void write(Path file, List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer =
        new CSVPrinter(text, CSVFormat.RFC4180.builder().setRecordSeparator('\n').get())) {
      printer.printRecords(rows);
    } catch (IOException e) {
      throw Durable.cannotWrite(file, e);
    }
    Durable.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private List<String> header() {
    List<String> header = new ArrayList<>(List.of("cell", "arm"));
    header.addAll(keys);
    header.addAll(
        List.of(
            "split",
            "label",
            "metric",
            "value",
            "ci_low",
            "ci_high",
            "positives",
            "negatives",
            "parameters",
            "macs"));
    return header;
  }

  private void add(CellResult result) {
    result
        .record()
        .metrics()
        .forEach(
            (split, metrics) -> {
              metrics.labels().forEach((label, score) -> add(result, split, label, score));
              RunRecord.MacroScore macro = metrics.macro();
              add(result, split, MACRO, "auroc", macro.auroc(), null, null);
              add(result, split, MACRO, "auprc", macro.auprc(), null, null);
            });
  }

  private void add(CellResult result, String split, String label, RunRecord.LabelScore score) {
    RunRecord.Ci95 ci95 = score.ci95();
    add(result, split, label, "auroc", score.auroc(), ci95.auroc(), score);
    add(result, split, label, "auprc", score.auprc(), ci95.auprc(), score);
    add(result, split, label, "noSkill", score.noSkill(), null, score);
  }

  private void add(
      CellResult result,
      String split,
      String label,
      String metric,
      Double value,
      List<Double> interval,
      RunRecord.LabelScore score) {
    Cell cell = result.cell();
    List<String> row = new ArrayList<>(List.of(cell.id(), cell.arm()));
    Map<String, String> settings = cell.settings();
    keys.forEach(key -> row.add(settings.getOrDefault(key, "")));
    row.addAll(List.of(split, label, metric, text(value)));
    row.add(interval == null ? "" : text(interval.get(0)));
    row.add(interval == null ? "" : text(interval.get(1)));
    row.add(score == null ? "" : Long.toString(score.positives()));
    row.add(score == null ? "" : Long.toString(score.negatives()));
    row.add(Long.toString(cell.parameters()));
    row.add(Long.toString(cell.macs()));
    rows.add(row);
  }

  /** A number as it is; blank where undefined. */
  static String text(Double value) {
    return value == null || value.isNaN() ? "" : value.toString();
  }
}
