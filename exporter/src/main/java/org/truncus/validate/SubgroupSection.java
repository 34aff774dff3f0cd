package org.truncus.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truncus.metric.Difference;
import org.truncus.plot.HtmlPage;

/** A table of subgroups for each column of the list and each label. */
final class SubgroupSection {

  private SubgroupSection() {}

  static void write(ValidationReport report, HtmlPage page) {
    if (report.subgroups().isEmpty()) {
      return;
    }
    page.section("Subgroups")
        .paragraph(
            "Groups with fewer than "
                + report.options().sufficient()
                + " positive or negative images are marked insufficient: their numbers are shown,"
                + " but tell little. In brackets the 95 % intervals. A gap is the group minus the"
                + " whole, both on the same resamples of patients."
                + comparisons(report));
    report
        .subgroups()
        .forEach(
            (column, values) -> {
              page.subsection("By " + column);
              for (String label : report.labels().keySet()) {
                page.table(
                    report.labels().size() == 1 ? "" : label,
                    List.of(
                        column,
                        "Images",
                        "Positive",
                        "AUROC",
                        "AUPRC",
                        "AUROC gap",
                        "Sensitivity",
                        "Gap",
                        "Specificity",
                        "Gap",
                        "Judgement"),
                    rows(values, label));
              }
            });
  }

  private static List<List<String>> rows(
      Map<String, Map<String, LabelResult>> values, String name) {
    List<List<String>> rows = new ArrayList<>();
    values.forEach(
        (value, labels) -> {
          LabelResult label = labels.get(name);
          rows.add(
              List.of(
                  value,
                  Long.toString(label.rows()),
                  Long.toString(label.positives()),
                  Numbers.with(label.estimate(Metric.AUROC)),
                  Numbers.with(label.estimate(Metric.AUPRC)),
                  Numbers.gap(label.gaps().get(Metric.AUROC)),
                  Numbers.percentWith(label.estimate(Metric.SENSITIVITY)),
                  Numbers.percentGap(label.gaps().get(Metric.SENSITIVITY)),
                  Numbers.percentWith(label.estimate(Metric.SPECIFICITY)),
                  Numbers.percentGap(label.gaps().get(Metric.SPECIFICITY)),
                  judgement(label)));
        });
    return rows;
  }

  private static String judgement(LabelResult label) {
    if (label.insufficient()) {
      return "insufficient";
    }
    boolean differs = label.gaps().values().stream().anyMatch(gap -> below(gap) && gap.value() < 0);
    return differs ? "worse, outside the noise" : "inside the noise";
  }

  private static boolean below(Difference gap) {
    return gap.ci95().isDefined() && !gap.insideTheNoise();
  }

  /** How many gaps are looked at, and how many would stand out by chance. */
  private static String comparisons(ValidationReport report) {
    long gaps =
        report.subgroups().values().stream()
            .flatMap(values -> values.values().stream())
            .flatMap(labels -> labels.values().stream())
            .filter(label -> !label.insufficient())
            .flatMap(label -> label.gaps().values().stream())
            .filter(gap -> gap.ci95().isDefined())
            .count();
    return String.format(
        Locale.ROOT,
        " Of the %d gaps with an interval about %.0f would lie outside the noise by chance alone:"
            + " the intervals are not corrected for looking at many.",
        gaps,
        gaps * 0.05);
  }
}
