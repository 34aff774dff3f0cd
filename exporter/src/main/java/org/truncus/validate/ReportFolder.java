package org.truncus.validate;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.truncus.json.Json;
import org.truncus.list.ListRow;
import org.truncus.list.PredictionList;
import org.truncus.plot.Figure;
import org.truncus.plot.HtmlPage;
import org.truncus.problem.EnvironmentException;

/**
 * The files of a report.
 *
 * @param path the folder; made where it isn't there
 */
record ReportFolder(Path path) {

  void write(
      ValidationReport report, PredictionList predictions, List<ListRow> rows, Baseline baseline) {
    Map<String, Figure> plots = ReportPlots.of(report);
    try {
      Files.createDirectories(path.resolve("plots"));
      for (Map.Entry<String, Figure> plot : plots.entrySet()) {
        Files.writeString(
            path.resolve("plots").resolve(plot.getKey() + ".svg"), plot.getValue().file());
      }
      errors(report);
      new CaseTable(report, predictions, rows).write(path.resolve("cases.csv"));
      predictions.write(path.resolve("predictions.csv"));
      Files.writeString(path.resolve("baseline.json"), Json.write(baseline));
      Files.writeString(path.resolve("report.json"), Json.write(ReportJson.of(report)));
      Files.writeString(path.resolve("model_card.md"), ValidatedCard.of(report));
      HtmlPage page = new ReportPage(report, plots).page();
      page.write(path.resolve("report.html"));
      if (report.options().pdf()) {
        ReportPdf.write(path.resolve("report.pdf"), page.html(), foot(report));
      }
    } catch (IOException e) {
      throw new EnvironmentException(path + ": the report can't be written: " + e.getMessage(), e);
    }
  }

  private static String foot(ValidationReport report) {
    return report.model().id()
        + ", SHA-256 "
        + report.model().sha256()
        + "; verdict: "
        + report.verdict().name().toLowerCase(Locale.ROOT);
  }

  private void errors(ValidationReport report) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setHeader("image", "line", "code", "message").get();
    try (Writer out = Files.newBufferedWriter(path.resolve("errors.csv"), StandardCharsets.UTF_8);
        CSVPrinter csv = new CSVPrinter(out, format)) {
      for (Failure failure : report.failures()) {
        csv.printRecord(
            failure.row().image(), failure.row().line(), failure.code(), failure.message());
      }
    }
  }
}
