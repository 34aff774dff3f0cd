package org.truncus.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.truncus.metric.Discrimination;

/** What a reader has to know before believing the numbers of a split. */
public final class ResultWarnings {

  /** Rows of a kind below which areas mean little. */
  static final int FEW = 10;

  /** Share of masked rows from which on it is told. */
  static final double MASKED = 0.2;

  /** Width of an interval of the AUROC from which on it is told. */
  static final double WIDE = 0.2;

  private ResultWarnings() {}

  /** The warnings, each a sentence that names the labels it is about; empty where all is well. */
  public static List<String> of(SplitResult result) {
    List<String> warnings = counts(result);
    areas(result, warnings);
    return warnings;
  }

  /** Only what the numbers of rows say, for the split that thresholds and epochs are chosen on. */
  public static List<String> counts(SplitResult result) {
    String split = result.split().text();
    int rows = result.predictions().rows().size();
    List<String> warnings = new ArrayList<>();
    add(
        warnings,
        result,
        m -> m.positives() == 0 || m.negatives() == 0,
        m -> " (%d of %d positive)".formatted(m.positives(), m.rows()),
        "On %s the images are all of one kind, so nothing is measured: ".formatted(split));
    add(
        warnings,
        result,
        m -> m.auroc().isDefined() && m.positives() < FEW,
        m -> " (%d)".formatted(m.positives()),
        "Fewer than %d positive images on %s, so that one of them moves the result: "
            .formatted(FEW, split));
    add(
        warnings,
        result,
        m -> m.auroc().isDefined() && m.negatives() < FEW,
        m -> " (%d)".formatted(m.negatives()),
        "Fewer than %d negative images on %s, so that one of them moves the result: "
            .formatted(FEW, split));
    add(
        warnings,
        result,
        m -> rows - m.rows() > MASKED * rows,
        m -> String.format(Locale.ROOT, " (%.0f %%)", 100.0 * (rows - m.rows()) / rows),
        String.format(
            Locale.ROOT,
            "Not known for more than %.0f %% of the images of %s: ",
            100 * MASKED,
            split));
    return warnings;
  }

  private static void areas(SplitResult result, List<String> warnings) {
    String split = result.split().text();
    Function<Discrimination, String> plain = m -> "";
    add(
        warnings,
        result,
        m -> m.auroc().ci95().contains(0.5),
        plain,
        "Not told from chance on %s, the interval of the AUROC holds 0.5: ".formatted(split));
    add(
        warnings,
        result,
        m -> m.auroc().ci95().high() < 0.5,
        plain,
        "Worse than chance on %s: ".formatted(split));
    add(
        warnings,
        result,
        m -> width(m) > WIDE,
        plain,
        String.format(
            Locale.ROOT, "The interval of the AUROC on %s is wider than %.1f: ", split, WIDE));
    add(
        warnings,
        result,
        m -> width(m) == 0,
        plain,
        "The order of the images of %s is perfect, so that the interval has no width; there are too"
                .formatted(split)
            + " few to meet an error: ");
  }

  private static double width(Discrimination measured) {
    return measured.auroc().ci95().high() - measured.auroc().ci95().low();
  }

  private static void add(
      List<String> warnings,
      SplitResult result,
      Predicate<Discrimination> applies,
      Function<Discrimination, String> detail,
      String sentence) {
    List<String> labels = new ArrayList<>();
    for (Map.Entry<String, Discrimination> label : result.labels().entrySet()) {
      if (applies.test(label.getValue())) {
        labels.add(label.getKey() + detail.apply(label.getValue()));
      }
    }
    if (!labels.isEmpty()) {
      warnings.add(sentence + String.join(", ", labels) + ".");
    }
  }
}
