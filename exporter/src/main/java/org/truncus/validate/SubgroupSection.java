package org.truncus.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
                + LabelResult.SUFFICIENT
                + " positive or negative images are marked insufficient: their numbers are shown,"
                + " but tell little. With many groups one or two differ by chance. In brackets the"
                + " 95 % intervals.");
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
                        "Sensitivity",
                        "Specificity",
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
                  Numbers.percentWith(label.estimate(Metric.SENSITIVITY)),
                  Numbers.percentWith(label.estimate(Metric.SPECIFICITY)),
                  label.insufficient() ? "insufficient" : "sufficient"));
        });
    return rows;
  }
}
