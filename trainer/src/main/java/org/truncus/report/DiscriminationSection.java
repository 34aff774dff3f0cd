package org.truncus.report;

import java.util.ArrayList;
import java.util.List;
import org.truncus.metric.Bootstrapped;
import org.truncus.metric.Discrimination;
import org.truncus.plot.HtmlPage;
import org.truncus.plot.Texts;

/** How well each label's scores tell positives from negatives, with intervals, and the means. */
record DiscriminationSection(SplitResult result) {

  void write(HtmlPage page) {
    boolean independent =
        result.labels().values().stream().allMatch(Discrimination::rowsAreIndependent);
    List<String> header =
        new ArrayList<>(List.of("Label", "Positive", "Negative", "Patients", "AUROC"));
    if (independent) {
      header.add("AUROC, DeLong");
    }
    header.addAll(List.of("Average precision", "No skill"));
    List<List<String>> rows = new ArrayList<>();
    result.labels().forEach((label, measured) -> rows.add(row(label, measured, independent)));
    if (rows.size() > 1) {
      rows.add(mean(independent));
    }
    page.table(caption(independent), header, rows);
  }

  private String caption(boolean independent) {
    String resampled =
        "In brackets 95 %% intervals: %d resamples of patients with seed %d"
            .formatted(result.bootstrap().replicates(), result.bootstrap().seed());
    String area =
        " Average precision is the area under the precision-recall curve (AUPRC); without skill it"
            + " is the share of positives.";
    return independent
        ? resampled
            + "; beside them DeLong's, on the logit scale, as every image here is of another"
            + " patient."
            + area
        : resampled
            + ". DeLong's interval isn't given: it takes images as independent, and some patients"
            + " have several."
            + area;
  }

  private static List<String> row(String label, Discrimination measured, boolean independent) {
    List<String> row =
        new ArrayList<>(
            List.of(
                label,
                Long.toString(measured.positives()),
                Long.toString(measured.negatives()),
                Long.toString(measured.patients()),
                text(measured.auroc())));
    if (independent) {
      row.add(Texts.interval(measured.deLong().logitInterval()));
    }
    row.add(text(measured.averagePrecision()));
    row.add(Texts.three(measured.noSkill()));
    return row;
  }

  private List<String> mean(boolean independent) {
    String name = "Mean of %d labels".formatted(result.macro().labels());
    List<String> row = new ArrayList<>(List.of(name, "", "", "", text(result.macro().auroc())));
    if (independent) {
      row.add("");
    }
    row.add(text(result.macro().averagePrecision()));
    row.add(Texts.three(result.meanNoSkill()));
    return row;
  }

  /** For example {@code 0.912 (0.880–0.941)}. */
  static String text(Bootstrapped number) {
    return number.ci95().isDefined()
        ? "%s (%s)".formatted(Texts.three(number.value()), Texts.interval(number.ci95()))
        : Texts.three(number.value());
  }
}
