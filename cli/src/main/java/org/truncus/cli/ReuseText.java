package org.truncus.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.evaluate.Words;
import org.truncus.reuse.LayerReuse;
import org.truncus.reuse.ReuseReport;

/** The reuse of features on a terminal and as a document. */
final class ReuseText {

  private ReuseText() {}

  static String of(ReuseReport report, Path out) {
    TextTable table =
        new TextTable("layer", "stage", "mean", "median", "q1", "q3", "floor", "share", "reused");
    report.layers().forEach(layer -> table.row(row(layer, layer.layer())));
    StringBuilder text = new StringBuilder();
    text.append(
        "%s beside %s, %d images of %s%n%s"
            .formatted(report.first(), report.second(), report.images(), report.splits(), table));
    for (ReuseReport.Across across : report.across()) {
      TextTable pairs =
          new TextTable(
              "layers", "stage", "mean", "median", "q1", "q3", "floor", "share", "reused");
      across.pairs().forEach(p -> pairs.row(row(p, p.layer() + ", " + p.against())));
      text.append("%nAcross stages of %s%n%s".formatted(across.network(), pairs));
    }
    report.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
    if (out != null) {
      text.append("page: ").append(out.resolve("index.html")).append('\n');
    }
    return text.toString();
  }

  private static List<String> row(LayerReuse layer, String name) {
    return List.of(
        name,
        layer.stage(),
        Words.three(layer.reuse().mean()),
        Words.three(layer.reuse().quantile(0.5)),
        Words.three(layer.reuse().quantile(0.25)),
        Words.three(layer.reuse().quantile(0.75)),
        Words.three(layer.floor().mean()),
        Words.three(layer.share()),
        (layer.clearlyReused() ? "clearly" : "no") + (layer.fewRows() ? ", few rows" : ""));
  }

  /** The same numbers, without the curves. */
  static Map<String, Object> document(ReuseReport report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("first", report.first());
    document.put("second", report.second());
    document.put("backbone", report.backbone());
    document.put("list", report.list());
    document.put("splits", report.splits());
    document.put("images", report.images());
    document.put("options", report.options());
    document.put("layers", report.layers().stream().map(ReuseText::layer).toList());
    List<Map<String, Object>> across = new ArrayList<>();
    for (ReuseReport.Across one : report.across()) {
      Map<String, Object> network = new LinkedHashMap<>();
      network.put("network", one.network());
      network.put("pairs", one.pairs().stream().map(ReuseText::layer).toList());
      across.add(network);
    }
    document.put("across", across);
    document.put("notes", report.notes());
    return document;
  }

  private static Map<String, Object> layer(LayerReuse layer) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("layer", layer.layer());
    document.put("against", layer.against());
    document.put("stage", layer.stage());
    document.put("mean", layer.reuse().mean());
    document.put("median", layer.reuse().quantile(0.5));
    document.put("q1", layer.reuse().quantile(0.25));
    document.put("q3", layer.reuse().quantile(0.75));
    document.put("floor", layer.floor().mean());
    document.put("area", layer.area());
    document.put("share", layer.share());
    document.put("clearlyReused", layer.clearlyReused());
    document.put("rows", layer.rows());
    document.put("channels", layer.channels());
    document.put("kept", layer.kept());
    return document;
  }
}
