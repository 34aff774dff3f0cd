package org.truncus.list;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.truncus.problem.EnvironmentException;

/** Writes predictions to a temporary neighbour and renames it. */
final class PredictionWriter {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private PredictionWriter() {}

  static void write(PredictionList predictions, Path csv) {
    Path target = csv.toAbsolutePath();
    Path temporary = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.createDirectories(target.getParent());
      try (BufferedWriter out = Files.newBufferedWriter(temporary);
          CSVPrinter printer = new CSVPrinter(out, FORMAT)) {
        header(predictions, printer);
        for (Prediction row : predictions.rows()) {
          row(row, printer);
        }
      }
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new EnvironmentException(csv + ": can't be written: " + e.getMessage(), e);
    }
  }

  private static void header(PredictionList predictions, CSVPrinter printer) throws IOException {
    printer.print("image");
    printer.print("patient_id");
    for (String label : predictions.labels()) {
      printer.print(label + ".target");
      printer.print(label + ".logit");
      printer.print(label + ".probability");
    }
    printer.println();
  }

  private static void row(Prediction row, CSVPrinter printer) throws IOException {
    printer.print(row.image());
    printer.print(row.patientId());
    for (int l = 0; l < row.targets().length; l++) {
      printer.print(Float.isNaN(row.targets()[l]) ? "" : row.targets()[l] > 0.5f ? "1" : "0");
      printer.print(text(row.logits()[l]));
      printer.print(text(row.probabilities()[l]));
    }
    printer.println();
  }

  private static String text(float value) {
    return Float.isNaN(value) ? "" : String.format(Locale.ROOT, "%.9g", value);
  }
}
