package org.truncus.list;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVRecord;

/** Reads one file of predictions. */
final class PredictionReader {

  private static final String PROBABILITY = ".probability";

  private final Path csv;
  private final ProblemCollector problems;
  private final List<Prediction> rows = new ArrayList<>();
  private List<String> columns = List.of();
  private List<String> labels = List.of();

  PredictionReader(Path csv) {
    this.csv = csv;
    this.problems = new ProblemCollector(csv);
  }

  PredictionList read() {
    new CsvTable(csv, problems).read(this::header, this::row);
    if (rows.isEmpty() && !problems.any()) {
      problems.add(0, "", "there are no rows after the header");
    }
    problems.throwIfAny();
    return new PredictionList(labels, rows);
  }

  private boolean header(List<String> found) {
    columns = found;
    labels =
        found.stream()
            .filter(column -> column.endsWith(PROBABILITY))
            .map(column -> column.substring(0, column.length() - PROBABILITY.length()))
            .toList();
    boolean complete =
        found.contains("image")
            && !labels.isEmpty()
            && labels.stream().allMatch(label -> found.contains(label + ".target"));
    if (!complete) {
      problems.add(
          1,
          "",
          "found the columns "
              + String.join(", ", found)
              + "; expected image, patient_id, and for each label <label>.target, <label>.logit,"
              + " <label>.probability");
    }
    return complete;
  }

  private void row(long line, CSVRecord values) {
    int n = labels.size();
    float[] targets = new float[n];
    float[] logits = new float[n];
    float[] probabilities = new float[n];
    for (int l = 0; l < n; l++) {
      String label = labels.get(l);
      targets[l] = target(line, label + ".target", values);
      probabilities[l] = probability(line, label + PROBABILITY, values);
      logits[l] =
          columns.contains(label + ".logit")
              ? (float) number(line, label + ".logit", values).orElse(Double.NaN)
              : logit(probabilities[l]);
    }
    String image = values.get(columns.indexOf("image"));
    int patient = columns.indexOf("patient_id");
    String patientId = patient < 0 ? image : values.get(patient);
    if (patientId.isBlank()) {
      problems.add(line, "patient_id", "is blank");
    }
    rows.add(new Prediction(image, patientId, targets, logits, probabilities));
  }

  private float target(long line, String column, CSVRecord values) {
    String text = values.get(columns.indexOf(column)).strip();
    return switch (text) {
      case "1", "1.0" -> 1f;
      case "0", "0.0" -> 0f;
      case "" -> Float.NaN;
      default -> {
        problems.add(line, column, "found '" + text + "', expected 1, 0 or blank");
        yield Float.NaN;
      }
    };
  }

  private float probability(long line, String column, CSVRecord values) {
    OptionalDouble value = number(line, column, values);
    if (value.isPresent() && !(value.getAsDouble() >= 0 && value.getAsDouble() <= 1)) {
      problems.add(line, column, "found " + value.getAsDouble() + ", expected 0 to 1");
    }
    return (float) value.orElse(Double.NaN);
  }

  private OptionalDouble number(long line, String column, CSVRecord values) {
    String text = values.get(columns.indexOf(column)).strip();
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return OptionalDouble.of(value);
      }
    } catch (NumberFormatException e) {
      // reported below, like a number that isn't finite
    }
    problems.add(line, column, "found '" + text + "', expected a finite number");
    return OptionalDouble.empty();
  }

  /** Keeps the order of the probabilities: 0 and 1 come to lie beyond all others. */
  private static float logit(float probability) {
    double p = probability;
    if (p <= 0) {
      return (float) Math.log(Float.MIN_VALUE / 2.0);
    }
    return (float) (p < 1 ? Math.log(p / (1 - p)) : -Math.log(Math.ulp(0.5f) / 2.0));
  }
}
