package org.truncus.list;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The text form of a summary. */
final class ListSummaryTable {

  private static final int DUPLICATES_SHOWN = 20;
  private static final int IMAGES_SHOWN = 5;

  private final StringBuilder text = new StringBuilder();

  private ListSummaryTable() {}

  static String text(ListSummary summary) {
    ListSummaryTable table = new ListSummaryTable();
    table.line("list     %s", summary.list());
    table.line("sha256   %s", summary.sha256());
    table.line("form     %s", summary.format().text());
    table.line("labels   %s", rules(summary.policy()));
    table.line("images   %.1f MB", summary.bytes() / 1e6);
    table.counts(summary.parts());
    if (summary.fraction() != null) {
      table.line("");
      table.line(
          "with %s of the patients of train and val (seed %d):",
          summary.fraction().share(), summary.fraction().seed());
      table.counts(summary.fraction().parts());
    }
    table.notes(summary);
    table.duplicates(summary);
    return table.text.toString();
  }

  private static String rules(LabelPolicy policy) {
    return "uncertain: "
        + policy.text()
        + "; blank: "
        + (policy.blank() == null ? "as usual" : policy.blank().text());
  }

  private void notes(ListSummary summary) {
    line("");
    summary.leftOut().forEach(left -> line("left out: %d rows: %s", left.rows(), left.reason()));
    summary.notes().forEach(note -> line("note: %s", note));
    if (summary.leftOut().isEmpty() && summary.notes().isEmpty()) {
      text.setLength(text.length() - 1);
    }
  }

  private void counts(List<ListSummary.Part> parts) {
    int width =
        parts.stream()
            .flatMap(part -> part.labels().keySet().stream())
            .mapToInt(String::length)
            .reduce("label".length(), Math::max);
    int names = parts.stream().mapToInt(part -> part.split().length()).reduce(5, Math::max);
    String format = "%-" + names + "s  %8s  %8s  %-" + width + "s  %9s  %9s  %8s  %10s";
    line("");
    line(
        format,
        "split",
        "rows",
        "patients",
        "label",
        "positives",
        "negatives",
        "masked",
        "prevalence");
    for (ListSummary.Part part : parts) {
      boolean first = true;
      for (Map.Entry<String, LabelCounts> label : part.labels().entrySet()) {
        LabelCounts counts = label.getValue();
        line(
            format,
            first ? part.split() : "",
            first ? part.rows() : "",
            first ? part.patients() : "",
            label.getKey(),
            counts.positives(),
            counts.negatives(),
            counts.masked(),
            Double.isNaN(counts.prevalence())
                ? "-"
                : String.format(Locale.ROOT, "%.1f %%", 100 * counts.prevalence()));
        first = false;
      }
    }
  }

  private void duplicates(ListSummary summary) {
    if (summary.duplicates().isEmpty()) {
      return;
    }
    line("");
    line("%d groups of images with the same content:", summary.duplicates().size());
    summary.duplicates().stream()
        .limit(DUPLICATES_SHOWN)
        .forEach(
            duplicate ->
                line(
                    "  %s%s%s",
                    images(duplicate),
                    duplicate.acrossPatients() ? " (different patients)" : "",
                    duplicate.acrossSplits() ? " (different splits)" : ""));
    if (summary.duplicates().size() > DUPLICATES_SHOWN) {
      line("  and %d more", summary.duplicates().size() - DUPLICATES_SHOWN);
    }
  }

  private static String images(Duplicate duplicate) {
    List<String> images = duplicate.images();
    int more = images.size() - IMAGES_SHOWN;
    return String.join(" = ", images.subList(0, Math.min(images.size(), IMAGES_SHOWN)))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
