package org.truncus.validate;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truncus.model.ModelPackage;

/**
 * The model card of a package with what a validation found, by subgroup too. It lies with the
 * report: the package itself, whose digests and signature cover its card, stays as it is.
 */
final class ValidatedCard {

  private static final List<Metric> SHOWN =
      List.of(Metric.AUROC, Metric.AUPRC, Metric.SENSITIVITY, Metric.SPECIFICITY);

  private final ValidationReport report;
  private final StringBuilder text = new StringBuilder();

  private ValidatedCard(ValidationReport report) {
    this.report = report;
  }

  /**
   * The card as Markdown.
   *
   * @throws IOException where the package's own card can't be read any more
   */
  static String of(ValidationReport report) throws IOException {
    ValidatedCard card = new ValidatedCard(report);
    card.text.append(
        Files.readString(report.model().folder().resolve(ModelPackage.MODEL_CARD)).stripTrailing());
    card.section();
    return card.text.toString();
  }

  private void section() {
    ValidationReport.TestedList list = report.list();
    text.append("\n\n## Validation\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            "On %s, split %s (SHA-256 %s): %d images of %d patients, %s. %d rows could not be"
                + " scored. Verdict: %s.\n",
            list.name(),
            list.split(),
            list.sha256(),
            list.scored(),
            list.patients(),
            report.createdAt(),
            report.failures().size(),
            report.verdict().name().toLowerCase(Locale.ROOT)));
    text.append("This section is no part of package ").append(report.model().id());
    text.append(" (SHA-256 ").append(report.model().sha256()).append("), which is unchanged.\n");
    table("all", "", Map.of("all images", report.labels()));
    report.subgroups().forEach((column, values) -> table(column, "By " + column, values));
  }

  private void table(String column, String title, Map<String, Map<String, LabelResult>> values) {
    if (!title.isEmpty()) {
      text.append("\n### ").append(title).append('\n');
    }
    text.append("\n| label | ").append(cell(column)).append(" | images | positive |");
    SHOWN.forEach(metric -> text.append(' ').append(metric.key()).append(" |"));
    text.append(" note |\n|---|---|---|---|").append("---|".repeat(SHOWN.size() + 1)).append('\n');
    for (String label : report.labels().keySet()) {
      values.forEach((value, labels) -> row(label, value, labels.get(label)));
    }
  }

  private void row(String label, String value, LabelResult found) {
    text.append("| ").append(cell(label)).append(" | ").append(cell(value));
    text.append(" | ").append(found.rows()).append(" | ").append(found.positives()).append(" |");
    SHOWN.forEach(
        metric -> text.append(' ').append(Numbers.with(found.estimate(metric))).append(" |"));
    text.append(found.insufficient() ? " insufficient |\n" : " |\n");
  }

  /** What a list calls its columns and values must not cut a table. */
  private static String cell(String words) {
    return words.replace("|", "\\|").replaceAll("\\s+", " ");
  }
}
