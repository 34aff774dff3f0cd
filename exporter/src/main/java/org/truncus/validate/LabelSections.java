package org.truncus.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truncus.metric.Confusion;
import org.truncus.metric.Rate;
import org.truncus.plot.Figure;
import org.truncus.plot.HtmlPage;

/**
 * The results of each label: discrimination, calibration, decisions, drawings.
 *
 * @param report what is told
 * @param plots by the name of their file
 */
record LabelSections(ValidationReport report, Map<String, Figure> plots) {

  void write(HtmlPage page) {
    if (report.labels().size() > 1) {
      summary(page);
    }
    int number = 0;
    for (LabelResult label : report.labels().values()) {
      number++;
      page.section("Results: " + label.label());
      page.paragraph(
          String.format(
              Locale.ROOT,
              "%d images of %d patients with a known finding: %d positive, %d negative (prevalence"
                  + " %s).",
              label.rows(),
              label.patients(),
              label.positives(),
              label.negatives(),
              Numbers.percent(label.noSkill())));
      metrics(page, label);
      points(page, label);
      ThresholdSection.write(label, page);
      List<Figure> figures = new ArrayList<>();
      for (String kind : List.of("roc", "pr", "reliability", "scores")) {
        figures.add(plots.get(ReportPlots.name(kind, number, label)));
      }
      page.figures(figures);
    }
  }

  private void summary(HtmlPage page) {
    List<List<String>> rows = new ArrayList<>();
    for (LabelResult label : report.labels().values()) {
      rows.add(
          List.of(
              label.label(),
              Long.toString(label.rows()),
              Long.toString(label.positives()),
              Numbers.with(label.estimate(Metric.AUROC)),
              Numbers.with(label.estimate(Metric.AUPRC)),
              Numbers.percentWith(label.estimate(Metric.SENSITIVITY)),
              Numbers.percentWith(label.estimate(Metric.SPECIFICITY)),
              Numbers.with(label.estimate(Metric.ECE))));
    }
    page.section("Summary")
        .table(
            "Sensitivity and specificity at the operating points of the package; in brackets the"
                + " 95 % intervals.",
            List.of(
                "Label",
                "Images",
                "Positive",
                "AUROC",
                "AUPRC",
                "Sensitivity",
                "Specificity",
                "ECE"),
            rows);
  }

  private static void metrics(HtmlPage page, LabelResult label) {
    List<List<String>> rows = new ArrayList<>();
    label
        .metrics()
        .forEach(
            (metric, estimate) ->
                rows.add(
                    List.of(
                        metric.title(),
                        Numbers.three(estimate.value()),
                        Numbers.interval(estimate),
                        ideal(metric, label))));
    page.table(
        "", List.of("Without a threshold", "Value", "95 % interval", "For comparison"), rows);
  }

  private static String ideal(Metric metric, LabelResult label) {
    return switch (metric) {
      case AUROC -> "chance 0.500, best 1";
      case AUPRC -> "no skill " + Numbers.three(label.noSkill()) + ", best 1";
      case BRIER ->
          "always the prevalence "
              + Numbers.three(label.noSkill() * (1 - label.noSkill()))
              + ", best 0";
      case ECE, CALIBRATION_INTERCEPT -> "best 0";
      case CALIBRATION_SLOPE -> "best 1; below 1 the probabilities are too extreme";
      default -> "";
    };
  }

  private void points(HtmlPage page, LabelResult label) {
    for (PointResult result : label.points()) {
      List<List<String>> rows = new ArrayList<>();
      Confusion at = result.at();
      result
          .metrics()
          .forEach(
              (metric, estimate) ->
                  rows.add(
                      List.of(
                          title(metric, label),
                          Numbers.of(metric, estimate.value()),
                          Numbers.interval(metric, estimate),
                          estimate.method().text(),
                          counts(metric, at))));
      page.table(
          String.format(
              Locale.ROOT,
              "Operating point %s: positive where the probability is %.4f or more; %d true"
                  + " positive, %d false positive, %d true negative, %d false negative. Chosen on"
                  + " the validation split for %s.",
              result.point().name(),
              result.point().threshold(),
              at.tp(),
              at.fp(),
              at.tn(),
              at.fn(),
              result.point().target()),
          List.of("At the operating point", "Value", "95 % interval", "Interval by", "Counts"),
          rows);
    }
  }

  private String title(Metric metric, LabelResult label) {
    double stated = report.options().prevalenceOf(label.label());
    boolean there = metric.rate().map(Rate::needsPrevalence).orElse(false);
    return there ? metric.title() + " (" + Numbers.percent(stated) + ")" : metric.title();
  }

  private static String counts(Metric metric, Confusion at) {
    return switch (metric) {
      case SENSITIVITY -> at.tp() + " of " + at.positives();
      case SPECIFICITY -> at.tn() + " of " + at.negatives();
      case PPV -> at.tp() + " of " + (at.tp() + at.fp());
      case NPV -> at.tn() + " of " + (at.tn() + at.fn());
      default -> "";
    };
  }
}
