package org.truncus.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.truncus.evaluate.Words;
import org.truncus.search.CutScore;
import org.truncus.search.SearchRecord;
import org.truncus.search.TestComparison;

/** The result of a search on a terminal. */
final class SearchText {

  private SearchText() {}

  static String of(SearchRecord found, Path out) {
    StringBuilder text = new StringBuilder();
    found.trail().forEach(sentence -> text.append(sentence).append('\n'));
    if (!found.completed()) {
      return text.append(out).append(": stopped\n").toString();
    }
    TextTable table =
        new TextTable(
            "cut", "epochs", "val AUROC", "val AUPRC", "parameters", "M MACs", "ms", "front", "");
    found.cuts().forEach(cut -> table.row(row(found, cut)));
    text.append('\n').append(table);
    if (found.test() != null) {
      text.append('\n').append(test(found.test()));
    }
    return text.append("page: ").append(out.resolve("index.html")).append('\n').toString();
  }

  private static List<String> row(SearchRecord found, SearchRecord.CutEntry cut) {
    return List.of(
        cut.words(),
        Integer.toString(cut.epochs()),
        band(cut.auroc()),
        band(cut.auprc()),
        String.format(Locale.ROOT, "%,d", cut.parameters()),
        String.format(Locale.ROOT, "%.1f", cut.macs() / 1e6),
        String.format(Locale.ROOT, "%.2f", cut.millis()),
        String.join(", ", cut.front()),
        cut.cut().equals(found.taken()) ? "taken" : "");
  }

  private static String band(CutScore score) {
    return String.format(Locale.ROOT, "%.3f ± %.3f", score.mean(), score.sd());
  }

  private static String test(TestComparison test) {
    TextTable table =
        new TextTable("test", test.cut(), "whole network", "difference", "p", "in words");
    table.row(row("AUROC", test.auroc()));
    table.row(row("AUPRC", test.auprc()));
    return table.toString();
  }

  private static List<String> row(String area, TestComparison.Areas areas) {
    return List.of(
        area,
        Words.of(areas.chosen()),
        Words.of(areas.whole()),
        Words.of(areas.difference()),
        Words.p(areas.difference().p()),
        areas.verdict());
  }
}
