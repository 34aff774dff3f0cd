package org.truncus.cli;

import java.util.List;
import java.util.Locale;
import org.truncus.evaluate.Comparison;
import org.truncus.evaluate.LabelComparison;
import org.truncus.evaluate.MetricsReport;
import org.truncus.evaluate.Words;
import org.truncus.metric.Area;
import org.truncus.metric.Difference;
import org.truncus.metric.PairedDeLong;

/** Two files of scores beside each other, on a terminal. */
final class ComparisonText {

  private final TextTable table =
      new TextTable("label", "area", "first", "second", "difference", "p", "in words");

  private ComparisonText() {}

  static String of(MetricsReport report) {
    Comparison comparison = report.comparison();
    ComparisonText text = new ComparisonText();
    comparison.labels().values().forEach(text::label);
    if (comparison.labels().size() > 1) {
      text.macro(comparison);
    }
    return String.format(
        Locale.ROOT,
        "%nFirst minus second on the same %,d rows; first: %s, second: %s.%nAn interval that holds"
            + " 0 is inside the noise, which is no proof that the models are equal.%n%s",
        comparison.rows(),
        report.table().file(),
        comparison.other().file(),
        text.table);
  }

  private void label(LabelComparison label) {
    for (Area area : Area.values()) {
      row(
          label.label(),
          area,
          area.of(label.first()).value(),
          area.of(label.second()).value(),
          area.of(label.differences()));
      if (area == Area.AUROC) {
        deLong(label.deLong());
      }
    }
  }

  private void macro(Comparison comparison) {
    for (Area area : Area.values()) {
      row(
          "macro (mean of " + comparison.macroLabels() + ")",
          area,
          comparison.meanOfFirst(area),
          comparison.meanOfSecond(area),
          area.of(comparison.macro()));
    }
  }

  private void row(String label, Area area, double first, double second, Difference found) {
    table.row(
        List.of(
            area == Area.AUROC ? label : "",
            area.text(),
            Words.three(first),
            Words.three(second),
            Words.of(found),
            Words.p(found.p()),
            LabelComparison.verdict(found, "first", "second")));
  }

  private void deLong(PairedDeLong found) {
    table.row(
        List.of(
            "",
            "AUROC, DeLong",
            Words.three(found.first()),
            Words.three(found.second()),
            Words.difference(found.difference(), found.interval()),
            Words.p(found.p()),
            "z = " + Words.three(found.z())));
  }
}
