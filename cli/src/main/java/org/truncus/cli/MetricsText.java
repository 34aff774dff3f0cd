package org.truncus.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truncus.evaluate.LabelReport;
import org.truncus.evaluate.MetricsFolder;
import org.truncus.evaluate.MetricsReport;
import org.truncus.evaluate.Words;
import org.truncus.list.Task;
import org.truncus.metric.Discrimination;
import org.truncus.metric.MacroDiscrimination;
import org.truncus.metric.Rate;
import org.truncus.metric.RateEstimate;
import org.truncus.metric.ThresholdRates;
import org.truncus.metric.TopOne;

/** The metrics of a file as tables on a terminal. */
final class MetricsText {

  private final MetricsReport report;
  private final StringBuilder text = new StringBuilder();

  private MetricsText(MetricsReport report) {
    this.report = report;
  }

  /**
   * The text.
   *
   * @param out the report's folder; null for none
   */
  static String of(MetricsReport report, Path out) {
    MetricsText text = new MetricsText(report);
    text.head();
    text.areas();
    if (report.topOne() != null) {
      text.topOne(report.topOne());
    }
    text.decisions();
    text.otherRates();
    if (report.comparison() != null) {
      text.text.append(ComparisonText.of(report));
    }
    for (String note : report.notes()) {
      text.text.append(report.notes().indexOf(note) == 0 ? "\nNote: " : "Note: ");
      text.text.append(note).append('\n');
    }
    if (out != null) {
      text.text.append('\n').append(new MetricsFolder(out).page()).append('\n');
    }
    return text.text.toString();
  }

  private void head() {
    int labels = report.labels().size();
    String kind = report.task() == Task.MULTICLASS ? "classes" : labels == 1 ? "label" : "labels";
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %,d rows of %,d patients, %d %s%n",
            report.table().file(),
            report.table().rows(),
            report.patients(),
            labels,
            kind));
    text.append(
        String.format(
            Locale.ROOT,
            "In brackets 95 %% intervals: patients resampled %,d times, seed %d%n%n",
            report.options().replicates(),
            report.options().seed()));
  }

  private void areas() {
    TextTable table =
        new TextTable(
            "label", "n", "positive", "AUROC", "average precision", "trapezoid AUPRC", "no skill");
    for (LabelReport label : report.labels().values()) {
      Discrimination d = label.evaluation().discrimination();
      table.row(
          List.of(
              label.label(),
              Long.toString(d.rows()),
              Long.toString(d.positives()),
              Words.of(d.auroc()),
              Words.of(d.averagePrecision()),
              Words.of(d.trapezoidAuprc()),
              Words.three(d.noSkill())));
    }
    if (report.labels().size() > 1) {
      MacroDiscrimination macro = report.macro();
      mean(table, "macro (mean of " + macro.labels() + " of " + macro.of() + ")", macro);
    }
    if (report.micro() != null) {
      mean(table, "micro (pooled)", report.micro());
    }
    text.append(table);
  }

  private static void mean(TextTable table, String name, MacroDiscrimination mean) {
    table.row(
        List.of(
            name,
            "",
            "",
            Words.of(mean.auroc()),
            Words.of(mean.averagePrecision()),
            Words.of(mean.trapezoidAuprc()),
            ""));
  }

  private void topOne(TopOne found) {
    text.append(
        String.format(
            Locale.ROOT,
            "%nmost likely class: accuracy %s, balanced accuracy %s, macro F1 %s%n",
            Words.of(found.accuracy()),
            Words.of(found.balancedAccuracy()),
            Words.of(found.macroF1())));
  }

  private void decisions() {
    TextTable table =
        new TextTable(
            "at or above", "TP", "FP", "TN", "FN", "sensitivity", "specificity", "PPV", "NPV");
    for (LabelReport label : report.labels().values()) {
      for (ThresholdRates point : label.evaluation().points()) {
        List<String> row = new ArrayList<>(List.of(threshold(label, point)));
        row.add(Long.toString(point.at().tp()));
        row.add(Long.toString(point.at().fp()));
        row.add(Long.toString(point.at().tn()));
        row.add(Long.toString(point.at().fn()));
        for (Rate rate : List.of(Rate.SENSITIVITY, Rate.SPECIFICITY, Rate.PPV, Rate.NPV)) {
          row.add(Words.of(point.rates().get(rate)));
        }
        table.row(row);
      }
    }
    append(table);
  }

  private void otherRates() {
    TextTable all = new TextTable("at or above", "accuracy", "balanced accuracy", "F1");
    TextTable elsewhere = new TextTable("at or above", "where the prevalence is", "PPV", "NPV");
    for (LabelReport label : report.labels().values()) {
      for (ThresholdRates point : label.evaluation().points()) {
        Map<Rate, RateEstimate> rates = point.rates();
        all.row(
            List.of(
                threshold(label, point),
                Words.of(rates.get(Rate.ACCURACY)),
                Words.of(rates.get(Rate.BALANCED_ACCURACY)),
                Words.of(rates.get(Rate.F1))));
        if (rates.containsKey(Rate.PPV_AT_PREVALENCE)) {
          elsewhere.row(
              List.of(
                  threshold(label, point),
                  Words.plain(point.prevalence()),
                  Words.of(rates.get(Rate.PPV_AT_PREVALENCE)),
                  Words.of(rates.get(Rate.NPV_AT_PREVALENCE))));
        }
      }
    }
    append(all);
    append(elsewhere);
  }

  private static String threshold(LabelReport label, ThresholdRates point) {
    return label.thresholdColumn() + " " + Words.plain(point.threshold());
  }

  private void append(TextTable table) {
    if (!table.isEmpty()) {
      text.append('\n').append(table);
    }
  }
}
