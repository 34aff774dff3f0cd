package org.truncus.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.truncus.experiment.ExperimentRecord;
import org.truncus.experiment.ExperimentRecord.CellEntry;
import org.truncus.train.RunRecord;

/** An experiment in a few lines. */
final class ExperimentText {

  private ExperimentText() {}

  /** The cells, with what is done of them. */
  static String cells(ExperimentRecord record) {
    Set<String> keys = new LinkedHashSet<>();
    record.cells().forEach(cell -> keys.addAll(cell.settings().keySet()));
    List<String> header = new ArrayList<>(List.of("cell", "arm"));
    header.addAll(keys);
    header.addAll(List.of("parameters", "MACs", "status"));
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (CellEntry cell : record.cells()) {
      List<String> row = new ArrayList<>(List.of(cell.id(), cell.arm()));
      keys.forEach(key -> row.add(cell.settings().getOrDefault(key, "")));
      row.add(millions(cell.parameters()));
      row.add(millions(cell.macs()));
      row.add(cell.status());
      table.row(row);
    }
    return table + "\n" + counts(record) + "\n";
  }

  /** What has become of the cells, with the mean scores of each arm. */
  static String of(ExperimentRecord record, Path folder) {
    StringBuilder text = new StringBuilder();
    Map<String, List<CellEntry>> done = new LinkedHashMap<>();
    record.cells().stream()
        .filter(cell -> cell.metrics() != null)
        .forEach(cell -> done.computeIfAbsent(group(cell), key -> new ArrayList<>()).add(cell));
    TextTable table =
        new TextTable("", "runs", "val AUROC", "val AUPRC", "test AUROC", "test AUPRC");
    done.forEach((group, cells) -> table.row(row(group, cells)));
    if (!table.isEmpty()) {
      text.append(table).append('\n');
    }
    for (CellEntry cell : record.cells()) {
      if (cell.reason() != null) {
        text.append("failed: ").append(cell.id()).append(' ').append(cell.arm());
        text.append(": ").append(cell.reason()).append('\n');
      }
    }
    text.append(folder).append(": ").append(counts(record)).append('\n');
    return text.toString();
  }

  /** All that sets a cell apart but its seed. */
  private static String group(CellEntry cell) {
    StringBuilder group = new StringBuilder(cell.arm());
    cell.settings()
        .forEach(
            (key, value) -> {
              if (!Set.of("seed", "strategy", "cut").contains(key)) {
                group.append(", ").append(key).append(' ').append(value);
              }
            });
    return group.toString();
  }

  private static List<String> row(String group, List<CellEntry> cells) {
    List<String> row = new ArrayList<>(List.of(group, Integer.toString(cells.size())));
    for (String split : List.of("val", "test")) {
      row.add(mean(cells, split, true));
      row.add(mean(cells, split, false));
    }
    return row;
  }

  private static String mean(List<CellEntry> cells, String split, boolean auroc) {
    double[] values =
        cells.stream()
            .map(cell -> cell.metrics().get(split))
            .filter(score -> score != null)
            .map(score -> value(score, auroc))
            .filter(value -> value != null)
            .mapToDouble(Double::doubleValue)
            .toArray();
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0
        ? "undefined"
        : String.format(Locale.ROOT, "%.3f", sum / values.length);
  }

  private static Double value(RunRecord.MacroScore score, boolean auroc) {
    return auroc ? score.auroc() : score.auprc();
  }

  private static String counts(ExperimentRecord record) {
    return "%d cells: %d done, %d failed, %d left"
        .formatted(record.cells().size(), record.done(), record.failed(), record.left());
  }

  private static String millions(long count) {
    return String.format(Locale.ROOT, "%.2f M", count / 1e6);
  }
}
