package org.truncus.cli;

import java.util.List;
import java.util.Locale;
import org.truncus.evaluate.Comparison;
import org.truncus.evaluate.LabelComparison;
import org.truncus.evaluate.MetricsReport;
import org.truncus.evaluate.Words;
import org.truncus.metric.Difference;
import org.truncus.metric.Discrimination;
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
    Discrimination one = label.first();
    Discrimination two = label.second();
    row(
        label.label(),
        "AUROC",
        one.auroc().value(),
        two.auroc().value(),
        label.differences().auroc());
    deLong(label.deLong());
    row(
        "",
        "average precision",
        one.averagePrecision().value(),
        two.averagePrecision().value(),
        label.differences().averagePrecision());
    row(
        "",
        "trapezoid AUPRC",
        one.trapezoidAuprc().value(),
        two.trapezoidAuprc().value(),
        label.differences().trapezoidAuprc());
  }

  private void macro(Comparison comparison) {
    row(
        "macro (mean of " + comparison.macroLabels() + ")",
        "AUROC",
        comparison.meanOfFirst(Discrimination::auroc),
        comparison.meanOfSecond(Discrimination::auroc),
        comparison.macro().auroc());
    row(
        "",
        "average precision",
        comparison.meanOfFirst(Discrimination::averagePrecision),
        comparison.meanOfSecond(Discrimination::averagePrecision),
        comparison.macro().averagePrecision());
    row(
        "",
        "trapezoid AUPRC",
        comparison.meanOfFirst(Discrimination::trapezoidAuprc),
        comparison.meanOfSecond(Discrimination::trapezoidAuprc),
        comparison.macro().trapezoidAuprc());
  }

  private void row(String label, String area, double first, double second, Difference found) {
    table.row(
        List.of(
            label,
            area,
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
