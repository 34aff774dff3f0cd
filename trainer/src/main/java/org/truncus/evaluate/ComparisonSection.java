package org.truncus.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.truncus.metric.Area;
import org.truncus.metric.Difference;
import org.truncus.metric.PairedDeLong;
import org.truncus.plot.Figure;
import org.truncus.plot.HtmlPage;

/** Two models beside each other. */
record ComparisonSection(MetricsReport report, Map<String, Figure> plots) {

  void write(HtmlPage page) {
    Comparison comparison = report.comparison();
    page.section("Comparison")
        .paragraph(
            "First: "
                + report.name()
                + ". Second: "
                + comparison.other().file().getFileName()
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
      for (Area area : Area.values()) {
        rows.add(
            row(
                label.label(),
                area,
                area.of(label.first()).value(),
                area.of(label.second()).value(),
                area.of(label.differences())));
      }
    }
    if (comparison.labels().size() > 1) {
      for (Area area : Area.values()) {
        rows.add(
            row(
                "macro (mean of " + comparison.macroLabels() + ")",
                area,
                comparison.meanOfFirst(area),
                comparison.meanOfSecond(area),
                area.of(comparison.macro())));
      }
    }
    return rows;
  }

  private static List<String> row(
      String label, Area area, double first, double second, Difference difference) {
    return List.of(
        area == Area.AUROC ? label : "",
        area.text(),
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
