package org.truncus.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.truncus.metric.Difference;
import org.truncus.metric.Discrimination;
import org.truncus.metric.PairedDeLong;
import org.truncus.plot.Figure;
import org.truncus.plot.HtmlPage;

/** Two models beside each other. */
record ComparisonSection(MetricsReport report, Map<String, Figure> plots) {

  void write(HtmlPage page) {
    Comparison comparison = report.comparison();
    String other = comparison.other().file().getFileName().toString();
    page.section("Comparison")
        .paragraph(
            "First: "
                + report.name()
                + ". Second: "
                + other
                + ", SHA-256 "
                + comparison.other().sha256()
                + ". Both on the same "
                + comparison.rows()
                + " rows. Differences are first minus second. A difference whose 95 % interval"
                + " holds 0 is inside the noise: other patients could as well have shown none, or"
                + " the opposite. That is not a proof that the models are equal.");
    page.table(
        "Patients resampled, both models on the same replicates",
        List.of("Label", "Area", "First", "Second", "Difference", "p", "In words"),
        bootstrapRows(comparison));
    page.table(
        "AUROC by DeLong's paired test, which takes rows as independent",
        List.of("Label", "Difference", "z", "p"),
        comparison.labels().values().stream().map(ComparisonSection::deLong).toList());
    List<Figure> figures = new ArrayList<>();
    int number = 0;
    for (LabelComparison label : comparison.labels().values()) {
      number++;
      figures.add(plots.get(MetricsPlots.name("compared-roc", number, label.label())));
      figures.add(plots.get(MetricsPlots.name("compared-pr", number, label.label())));
    }
    page.figures(figures);
  }

  private static List<List<String>> bootstrapRows(Comparison comparison) {
    List<List<String>> rows = new ArrayList<>();
    for (LabelComparison label : comparison.labels().values()) {
      Discrimination one = label.first();
      Discrimination two = label.second();
      rows.add(
          row(
              label.label(),
              "AUROC",
              one.auroc().value(),
              two.auroc().value(),
              label.differences().auroc()));
      rows.add(
          row(
              "",
              "average precision",
              one.averagePrecision().value(),
              two.averagePrecision().value(),
              label.differences().averagePrecision()));
    }
    if (comparison.labels().size() > 1) {
      rows.add(
          row(
              "macro (mean of " + comparison.macroLabels() + ")",
              "AUROC",
              comparison.meanOfFirst(Discrimination::auroc),
              comparison.meanOfSecond(Discrimination::auroc),
              comparison.macro().auroc()));
      rows.add(
          row(
              "",
              "average precision",
              comparison.meanOfFirst(Discrimination::averagePrecision),
              comparison.meanOfSecond(Discrimination::averagePrecision),
              comparison.macro().averagePrecision()));
    }
    return rows;
  }

  private static List<String> row(
      String label, String area, double first, double second, Difference difference) {
    return List.of(
        label,
        area,
        Words.three(first),
        Words.three(second),
        Words.of(difference),
        Words.p(difference.p()),
        LabelComparison.verdict(difference, "first", "second"));
  }

  private static List<String> deLong(LabelComparison label) {
    PairedDeLong test = label.deLong();
    return List.of(
        label.label(),
        Words.difference(test.difference(), test.interval()),
        Words.three(test.z()),
        Words.p(test.p()));
  }
}
