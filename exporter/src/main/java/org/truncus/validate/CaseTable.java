package org.truncus.validate;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.list.ListRow;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;

/**
 * {@code cases.csv}: every scored row with what the list says of it, and for each label the
 * finding, the probability, the decision at the first operating point, and what that comes to
 * ({@code TP}, {@code FP}, {@code TN}, {@code FN}).
 *
 * @param rows one for each prediction
 */
record CaseTable(ValidationReport report, PredictionList predictions, List<ListRow> rows) {

  private static final List<String> COLUMNS = List.of("study_id", "site", "view", "sex", "age");

  void write(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180)) {
      csv.printRecord(header());
      for (int i = 0; i < rows.size(); i++) {
        csv.printRecord(record(rows.get(i), predictions.rows().get(i)));
      }
    }
  }

  private List<String> header() {
    List<String> header = new ArrayList<>(List.of("line", "image", "patient_id"));
    header.addAll(COLUMNS);
    for (String label : report.labels().keySet()) {
      for (String part : List.of("target", "probability", "decision", "outcome")) {
        header.add(label + "." + part);
      }
    }
    return header;
  }

  private List<String> record(ListRow row, Prediction scored) {
    List<String> record = new ArrayList<>();
    record.add(Long.toString(row.line()));
    record.add(row.image());
    record.add(row.patientId());
    COLUMNS.forEach(column -> record.add(row.attributes().getOrDefault(column, "")));
    for (String label : report.labels().keySet()) {
      int l = predictions.labels().indexOf(label);
      float target = scored.targets()[l];
      float probability = scored.probabilities()[l];
      Optional<OperatingPoint> point = report.model().manifest().operatingPoint(label);
      boolean called = point.isPresent() && probability >= point.get().threshold();
      boolean known = !Float.isNaN(target);
      boolean positive = known && target > 0.5f;
      record.add(known ? positive ? "1" : "0" : "");
      record.add(Float.toString(probability));
      record.add(point.isEmpty() ? "" : called ? "1" : "0");
      record.add(
          point.isEmpty() || !known ? "" : (called == positive ? "T" : "F") + (called ? "P" : "N"));
    }
    return record;
  }
}
