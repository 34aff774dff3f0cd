package org.truncus.evaluate;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.truncus.json.Json;
import org.truncus.plot.Figure;
import org.truncus.problem.EnvironmentException;

/**
 * The files of a report: {@code index.html}, {@code metrics.json}, {@code metrics.csv}, with a
 * second file {@code comparison.csv}, and {@code plots/*.svg}.
 *
 * @param path the folder; made where it isn't there
 */
public record MetricsFolder(Path path) {

  /** The document of {@code metrics.json}: what is undefined is null. */
  public static Map<String, Object> document(MetricsReport report) {
    return MetricsJson.of(report);
  }

  /**
   * Writes them, over those of an earlier report.
   *
   * @throws EnvironmentException where they can't be written
   */
  public void write(MetricsReport report) {
    Map<String, Figure> plots = MetricsPlots.of(report);
    try {
      Files.createDirectories(path.resolve("plots"));
      for (Map.Entry<String, Figure> plot : plots.entrySet()) {
        Files.writeString(
            path.resolve("plots").resolve(plot.getKey() + ".svg"), plot.getValue().file());
      }
      Files.writeString(path.resolve("metrics.json"), Json.write(document(report)));
      csv("metrics.csv", MetricsCsv.HEADER, MetricsCsv.of(report));
      if (report.comparison() != null) {
        csv("comparison.csv", MetricsCsv.COMPARISON_HEADER, MetricsCsv.of(report.comparison()));
      }
    } catch (IOException e) {
      throw new EnvironmentException(path + ": the report can't be written: " + e.getMessage(), e);
    }
    MetricsPage.of(report, plots).write(page());
  }

  /** The page. */
  public Path page() {
    return path.resolve("index.html");
  }

  private void csv(String name, List<String> header, List<List<String>> rows) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
    try (Writer out = Files.newBufferedWriter(path.resolve(name), StandardCharsets.UTF_8);
        CSVPrinter csv = new CSVPrinter(out, format)) {
      csv.printRecord(header);
      for (List<String> row : rows) {
        csv.printRecord(row);
      }
    }
  }
}
