package org.truncus.list;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;

/** Reads one {@link ScoreTable}. */
final class ScoreReader {

  private static final String TARGET = ".target";

  private final Path csv;
  private final ProblemCollector problems;
  private final List<Label> labels = new ArrayList<>();
  private final List<String> unused = new ArrayList<>();
  private final List<String> images = new ArrayList<>();
  private final List<String> patients = new ArrayList<>();
  private List<String> columns = List.of();
  private int imageColumn;
  private int patientColumn;
  private int rows;

  ScoreReader(Path csv) {
    this.csv = csv;
    this.problems = new ProblemCollector(csv);
  }

  ScoreTable read() {
    String sha256 = new CsvTable(csv, problems).read(this::header, this::row);
    if (rows == 0 && !problems.any()) {
      problems.add(0, "", "there are no rows after the header");
    }
    problems.throwIfAny();
    return new ScoreTable(
        csv,
        sha256,
        images,
        patients,
        patientColumn >= 0,
        labels.stream().map(label -> label.scores(rows)).toList(),
        unused);
  }

  private boolean header(List<String> found) {
    columns = found;
    imageColumn = found.indexOf("image");
    patientColumn = found.indexOf("patient_id");
    for (String column : found) {
      if (column.endsWith(TARGET)) {
        labels.add(new Label(column.substring(0, column.length() - TARGET.length())));
      }
    }
    for (Label label : labels) {
      if (label.columns.isEmpty()) {
        problems.add(
            1,
            label.name + TARGET,
            "has no scores beside it; add a column "
                + label.name
                + ".probability, .logit or .score");
      }
    }
    found.forEach(this::noteUnused);
    if (labels.isEmpty()) {
      problems.add(
          1,
          "",
          "found the columns "
              + String.join(", ", found)
              + "; expected for each label <label>.target (1, 0 or blank) and <label>.probability,"
              + " <label>.logit or <label>.score, and patient_id and image where there are any");
    }
    return !problems.any();
  }

  private void noteUnused(String column) {
    for (ScoreKind kind : ScoreKind.values()) {
      if (column.endsWith(kind.suffix())) {
        String name = column.substring(0, column.length() - kind.suffix().length());
        if (!columns.contains(name + TARGET) && !unused.contains(name)) {
          unused.add(name);
        }
      }
    }
  }

  private void row(long line, CSVRecord values) {
    if (imageColumn >= 0) {
      images.add(values.get(imageColumn));
    }
    String patient =
        patientColumn >= 0 ? values.get(patientColumn).strip() : Integer.toString(rows);
    if (patient.isEmpty()) {
      problems.add(line, "patient_id", "is blank");
    }
    patients.add(patient);
    for (Label label : labels) {
      label.row(line, values);
    }
    rows++;
  }

  /** A label while its rows come in. */
  private final class Label {

    private final String name;
    private final int targetColumn;
    private final Map<ScoreKind, Integer> columns = new EnumMap<>(ScoreKind.class);
    private final Map<ScoreKind, double[]> scores = new EnumMap<>(ScoreKind.class);
    private double[] targets = new double[1024];

    Label(String name) {
      this.name = name;
      this.targetColumn = ScoreReader.this.columns.indexOf(name + TARGET);
      for (ScoreKind kind : ScoreKind.values()) {
        int column = ScoreReader.this.columns.indexOf(name + kind.suffix());
        if (column >= 0) {
          columns.put(kind, column);
          scores.put(kind, new double[1024]);
        }
      }
    }

    void row(long line, CSVRecord values) {
      if (rows == targets.length) {
        targets = Arrays.copyOf(targets, 2 * rows);
        scores.replaceAll((kind, array) -> Arrays.copyOf(array, 2 * rows));
      }
      double target = target(line, values.get(targetColumn).strip());
      targets[rows] = target;
      columns.forEach(
          (kind, column) ->
              scores.get(kind)[rows] = score(line, kind, values.get(column).strip(), target));
    }

    private double target(long line, String text) {
      return switch (text) {
        case "1", "1.0" -> 1;
        case "0", "0.0" -> 0;
        case "", "nan", "NaN" -> Double.NaN;
        default -> {
          problems.add(line, name + TARGET, "found '" + text + "', expected 1, 0 or blank");
          yield Double.NaN;
        }
      };
    }

    private double score(long line, ScoreKind kind, String text, double target) {
      if (text.isEmpty() && Double.isNaN(target)) {
        return Double.NaN;
      }
      double value = number(text);
      if (!Double.isFinite(value)) {
        problems.add(line, name + kind.suffix(), "found '" + text + "', expected a finite number");
      } else if (kind == ScoreKind.PROBABILITY && (value < 0 || value > 1)) {
        problems.add(
            line,
            name + kind.suffix(),
            "found "
                + text
                + ", expected 0 to 1; name the column "
                + name
                + ".score where its"
                + " values are no probabilities");
      }
      return value;
    }

    private static double number(String text) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        return Double.NaN;
      }
    }

    LabelScores scores(int rows) {
      scores.replaceAll((kind, array) -> Arrays.copyOf(array, rows));
      return new LabelScores(name, Arrays.copyOf(targets, rows), scores);
    }
  }
}
