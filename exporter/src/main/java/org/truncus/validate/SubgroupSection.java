package org.truncus.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.truncus.plot.HtmlPage;

/** One table of subgroups for each column of the list. */
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
                + " but tell little. With many groups one or two differ by chance.");
    report
        .subgroups()
        .forEach(
            (column, values) ->
                page.subsection("By " + column)
                    .table(
                        "",
                        List.of(
                            column,
                            "Label",
                            "Images",
                            "Positive",
                            "AUROC (95 %)",
                            "AUPRC (95 %)",
                            "Sensitivity (95 %)",
                            "Specificity (95 %)",
                            "Judgement"),
                        rows(values)));
  }

  private static List<List<String>> rows(Map<String, Map<String, LabelResult>> values) {
    List<List<String>> rows = new ArrayList<>();
    values.forEach(
        (value, labels) ->
            labels
                .values()
                .forEach(
                    label ->
                        rows.add(
                            List.of(
                                value,
                                label.label(),
                                Long.toString(label.rows()),
                                Long.toString(label.positives()),
                                Numbers.with(label.estimate(Metric.AUROC)),
                                Numbers.with(label.estimate(Metric.AUPRC)),
                                Numbers.percentWith(label.estimate(Metric.SENSITIVITY)),
                                Numbers.percentWith(label.estimate(Metric.SPECIFICITY)),
                                label.insufficient() ? "insufficient" : "sufficient"))));
    return rows;
  }
}
