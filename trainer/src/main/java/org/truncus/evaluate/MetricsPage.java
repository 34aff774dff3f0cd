package org.truncus.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truncus.list.ScoreTable;
import org.truncus.list.Task;
import org.truncus.metric.Bootstrapped;
import org.truncus.metric.Discrimination;
import org.truncus.metric.MacroDiscrimination;
import org.truncus.metric.ProbabilityLosses;
import org.truncus.metric.TopOne;
import org.truncus.plot.Figure;
import org.truncus.plot.HtmlPage;

/** {@code index.html}: all of a report on one page. */
final class MetricsPage {

  private final MetricsReport report;
  private final Map<String, Figure> plots;
  private final HtmlPage page;

  private MetricsPage(MetricsReport report, Map<String, Figure> plots) {
    this.report = report;
    this.plots = plots;
    this.page = new HtmlPage("Metrics of " + report.name());
  }

  /**
   * Makes the page.
   *
   * @param plots by the name of their file
   */
  static HtmlPage of(MetricsReport report, Map<String, Figure> plots) {
    MetricsPage page = new MetricsPage(report, plots);
    page.head();
    page.discrimination();
    if (report.comparison() != null) {
      new ComparisonSection(report, plots).write(page.page);
    }
    if (report.topOne() != null) {
      page.topOne(report.topOne());
    }
    page.labels();
    page.method();
    return page.page;
  }

  private void head() {
    page.lead(
        String.format(
            Locale.ROOT,
            "%,d rows of %,d patients, %s.",
            report.table().rows(),
            report.patients(),
            report.labels().size() == 1
                ? "one label"
                : report.labels().size()
                    + (report.task() == Task.MULTICLASS ? " classes" : " labels")));
    page.keyFigures(report.labels().size() == 1 ? ofOneLabel() : ofMeans());
    page.remarks(report.notes());
  }

  private List<HtmlPage.KeyFigure> ofOneLabel() {
    Discrimination only = report.labels().values().iterator().next().evaluation().discrimination();
    return List.of(
        figure("AUROC", only.auroc()),
        figure("Average precision", only.averagePrecision()),
        figure("Trapezoid AUPRC", only.trapezoidAuprc()));
  }

  private List<HtmlPage.KeyFigure> ofMeans() {
    MacroDiscrimination macro = report.macro();
    String over =
        macro.labels() == macro.of()
            ? ", mean of " + macro.of() + " labels"
            : ", mean of " + macro.labels() + " of " + macro.of() + " labels";
    return List.of(
        figure("AUROC" + over, macro.auroc()),
        figure("Average precision" + over, macro.averagePrecision()),
        figure("Trapezoid AUPRC" + over, macro.trapezoidAuprc()));
  }

  private static HtmlPage.KeyFigure figure(String name, Bootstrapped number) {
    String note =
        number.ci95().isDefined()
            ? "95 %: "
                + Words.three(number.ci95().low())
                + " to "
                + Words.three(number.ci95().high())
            : "";
    return new HtmlPage.KeyFigure(name, Words.three(number.value()), note);
  }

  private void discrimination() {
    List<List<String>> rows = new ArrayList<>();
    for (LabelReport label : report.labels().values()) {
      Discrimination d = label.evaluation().discrimination();
      rows.add(
          List.of(
              label.label(),
              Long.toString(d.rows()),
              Long.toString(d.positives()),
              Words.of(d.auroc()),
              Words.of(d.deLong().logitInterval()),
              Words.of(d.averagePrecision()),
              Words.of(d.trapezoidAuprc()),
              Words.three(d.noSkill())));
    }
    if (report.labels().size() > 1) {
      rows.add(mean("macro (mean of " + report.macro().labels() + ")", report.macro()));
    }
    if (report.micro() != null) {
      rows.add(mean("micro (pooled)", report.micro()));
    }
    page.section("Discrimination")
        .table(
            "In brackets 95 % intervals: of patients resampled, and for the AUROC also DeLong's"
                + " (logit), which takes rows as independent. No skill is the average precision,"
                + " and the trapezoid AUPRC, of a useless score: the prevalence.",
            List.of(
                "Label",
                "Rows",
                "Positive",
                "AUROC",
                "DeLong",
                "Average precision",
                "Trapezoid AUPRC",
                "No skill"),
            rows);
  }

  private static List<String> mean(String name, MacroDiscrimination mean) {
    return List.of(
        name,
        "",
        "",
        Words.of(mean.auroc()),
        "",
        Words.of(mean.averagePrecision()),
        Words.of(mean.trapezoidAuprc()),
        "");
  }

  private void topOne(TopOne found) {
    page.section("Most likely class");
    page.table(
        "",
        List.of("Measure", "Value, 95 % interval", "Interval by"),
        List.of(
            List.of(
                "Accuracy (top 1)", Words.of(found.accuracy()), found.accuracy().method().text()),
            List.of(
                "Balanced accuracy (mean share found)",
                Words.of(found.balancedAccuracy()),
                "patient bootstrap"),
            List.of("Macro F1", Words.of(found.macroF1()), "patient bootstrap")));
    List<String> names = List.copyOf(report.labels().keySet());
    List<String> header = new ArrayList<>(List.of("True class"));
    names.forEach(name -> header.add("called " + name));
    List<List<String>> rows = new ArrayList<>();
    for (int l = 0; l < names.size(); l++) {
      List<String> row = new ArrayList<>(List.of(names.get(l)));
      for (long count : found.confusion().counts()[l]) {
        row.add(Long.toString(count));
      }
      rows.add(row);
    }
    page.table("Rows by true and by most likely class", header, rows);
  }

  private void labels() {
    int number = 0;
    for (LabelReport label : report.labels().values()) {
      number++;
      Discrimination d = label.evaluation().discrimination();
      page.section(label.label())
          .paragraph(
              String.format(
                  Locale.ROOT,
                  "%,d rows of %,d patients: %,d positive, %,d negative; %,d rows without a known"
                      + " finding are left out.",
                  d.rows(),
                  d.patients(),
                  d.positives(),
                  d.negatives(),
                  label.masked()));
      List<Figure> figures = new ArrayList<>();
      for (String kind : MetricsPlots.KINDS) {
        Figure figure = plots.get(MetricsPlots.name(kind, number, label.label()));
        if (figure != null) {
          figures.add(figure);
        }
      }
      page.figures(figures);
      ThresholdTable.write(page, label);
      losses(label.evaluation().losses());
    }
  }

  private void losses(ProbabilityLosses losses) {
    if (losses.brier().isDefined()) {
      page.paragraph(
          "Of the probabilities: Brier score "
              + Words.of(losses.brier())
              + ", logarithmic loss "
              + Words.of(losses.logLoss())
              + ".");
    }
  }

  private void method() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("File", report.name() + ", SHA-256 " + report.table().sha256());
    if (report.comparison() != null) {
      ScoreTable other = report.comparison().other();
      facts.put("Second file", other.file().getFileName() + ", SHA-256 " + other.sha256());
    }
    facts.put(
        "Bootstrap",
        report.options().replicates()
            + " replicates that draw patients with all of their rows, with and without the finding"
            + " apart (for means over labels: by the rarest finding they have); percentiles 2.5 and"
            + " 97.5, for the areas of one label the standard error on the logit scale times"
            + " Student's quantile; seed "
            + report.options().seed());
    facts.put(
        "Bands",
        "pointwise 95 %, from the same replicates, at 201 fixed rates; a whole curve may"
            + " leave them");
    facts.put("Average precision", "sum of steps, rows of equal score entering together");
    facts.put(
        "Trapezoid AUPRC",
        "the precision-recall curve from (0, 1) on by the trapezoid rule: another number than"
            + " average precision, for comparison with publications that use it");
    facts.put("DeLong", "normal approximation on the logit of the area; rows as independent");
    facts.put(
        "At a threshold",
        "positive where the score is at or above it; Wilson's interval where every row is of"
            + " another patient, otherwise the bootstrap; at 0 and 1 and with few patients Wilson's"
            + " with patients in place of rows");
    page.section("Method").facts(facts);
  }
}
