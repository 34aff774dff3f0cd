package org.truncus.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truncus.train.RunRecord;

/** The result of a run in a few lines. */
final class RunText {

  private RunText() {}

  static String of(RunRecord run, Path folder) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %s (%s), %,d parameters of which %,d trained, %s after %d epochs%n",
            folder,
            run.built().words(),
            run.config().network().strategy().text(),
            run.parameters().total(),
            run.parameters().trainable(),
            run.status().text(),
            run.epochs()));
    if (run.best() != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "best epoch %d: %s %.4f%n",
              run.best().epoch(),
              run.best().metric(),
              run.best().value()));
    }
    run.metrics().forEach((split, metrics) -> text.append(of(split, metrics)));
    return text.toString();
  }

  /** One line a label: AUROC and average precision (AP) with intervals, and that of no skill. */
  static String of(String split, RunRecord.SplitMetrics metrics) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, RunRecord.LabelScore> label : metrics.labels().entrySet()) {
      RunRecord.LabelScore score = label.getValue();
      text.append(
          String.format(
              Locale.ROOT,
              "%-5s %-20s AUROC %s  AP %s (no skill %s)  %d positive, %d negative%n",
              split,
              label.getKey(),
              withInterval(score.auroc(), score.ci95().auroc()),
              withInterval(score.auprc(), score.ci95().auprc()),
              number(score.noSkill()),
              score.positives(),
              score.negatives()));
    }
    if (metrics.labels().size() > 1) {
      long covered =
          metrics.labels().values().stream().filter(score -> score.auroc() != null).count();
      text.append(
          String.format(
              Locale.ROOT,
              "%-5s %-20s AUROC %s  AP %s%n",
              split,
              "(mean of " + covered + ")",
              number(metrics.macro().auroc()),
              number(metrics.macro().auprc())));
    }
    return text.toString();
  }

  private static String withInterval(Double value, List<Double> interval) {
    if (value == null || interval == null) {
      return number(value);
    }
    return number(value) + " [" + number(interval.get(0)) + ", " + number(interval.get(1)) + "]";
  }

  private static String number(Double value) {
    return value == null || value.isNaN() ? "undefined" : String.format(Locale.ROOT, "%.3f", value);
  }
}
