package org.truncus.reuse;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.truncus.problem.EnvironmentException;

/**
 * The files of a report: {@code reuse.csv}, {@code curves.csv}, {@code index.html} and its plots as
 * SVG.
 *
 * @param path the folder; made where it isn't there
 */
public record ReuseFolder(Path path) {

  private static final List<String> HEADER =
      List.of(
          "kind",
          "network",
          "layer",
          "against",
          "stage",
          "mean",
          "median",
          "q1",
          "q3",
          "floor",
          "floor_q1",
          "floor_q3",
          "area",
          "share",
          "clearly_reused",
          "rows",
          "channels",
          "other_channels",
          "kept",
          "other_kept");

  /**
   * Writes them, over those of an earlier report.
   *
   * @throws EnvironmentException where they can't be written
   */
  public void write(ReuseReport report) {
    try {
      Files.createDirectories(path);
      csv("reuse.csv", HEADER, rows(report));
      csv(
          "curves.csv",
          List.of("kind", "network", "layer", "against", "i", "k", "rho", "floor"),
          curves(report));
    } catch (IOException e) {
      throw new EnvironmentException(path + ": the report can't be written: " + e.getMessage(), e);
    }
    ReusePage.of(report).write(page());
  }

  /** The page. */
  public Path page() {
    return path.resolve("index.html");
  }

  private static List<List<String>> rows(ReuseReport report) {
    List<List<String>> rows = new ArrayList<>();
    report.layers().forEach(layer -> rows.add(row("layer", "", layer)));
    for (ReuseReport.Across across : report.across()) {
      across.pairs().forEach(pair -> rows.add(row("across", across.network(), pair)));
    }
    return rows;
  }

  private static List<String> row(String kind, String network, LayerReuse layer) {
    Correlations reuse = layer.reuse();
    Correlations floor = layer.floor();
    return List.of(
        kind,
        network,
        layer.layer(),
        layer.against(),
        layer.stage(),
        number(reuse.mean()),
        number(reuse.quantile(0.5)),
        number(reuse.quantile(0.25)),
        number(reuse.quantile(0.75)),
        number(floor.mean()),
        number(floor.quantile(0.25)),
        number(floor.quantile(0.75)),
        number(layer.area()),
        number(layer.share()),
        layer.clearlyReused() ? "1" : "0",
        Integer.toString(layer.rows()),
        Integer.toString(layer.channels()),
        Integer.toString(layer.otherChannels()),
        Integer.toString(layer.kept()),
        Integer.toString(layer.otherKept()));
  }

  private static List<List<String>> curves(ReuseReport report) {
    List<List<String>> rows = new ArrayList<>();
    report.layers().forEach(layer -> curve("layer", "", layer, rows));
    for (ReuseReport.Across across : report.across()) {
      across.pairs().forEach(pair -> curve("across", across.network(), pair, rows));
    }
    return rows;
  }

  private static void curve(
      String kind, String network, LayerReuse layer, List<List<String>> rows) {
    double[] rho = layer.reuse().values();
    double[] floor = layer.floor().values();
    for (int i = 0; i < Math.max(rho.length, floor.length); i++) {
      rows.add(
          List.of(
              kind,
              network,
              layer.layer(),
              layer.against(),
              Integer.toString(i + 1),
              Integer.toString(rho.length),
              i < rho.length ? number(rho[i]) : "",
              i < floor.length ? number(floor[i]) : ""));
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
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
