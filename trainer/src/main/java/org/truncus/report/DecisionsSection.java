package org.truncus.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.truncus.list.Split;
import org.truncus.list.Task;
import org.truncus.metric.Confusion;
import org.truncus.metric.Rate;
import org.truncus.metric.RateEstimate;
import org.truncus.metric.ThresholdRates;
import org.truncus.plot.HtmlPage;
import org.truncus.plot.Texts;

/** What is called positive at thresholds that were chosen on other rows: counts and rates. */
record DecisionsSection(SplitResult result, Thresholds thresholds) {

  void write(HtmlPage page) {
    page.subsection("Decisions at thresholds");
    page.paragraph(introduction());
    List<List<ThresholdRates>> byLabel = new ArrayList<>();
    for (int l = 0; l < result.samples().size(); l++) {
      int label = l;
      double[] values =
          thresholds.rules().stream()
              .mapToDouble(rule -> rule.byLabel().get(label))
              .map(value -> Double.isNaN(value) ? Double.POSITIVE_INFINITY : value)
              .toArray();
      byLabel.add(
          ThresholdRates.of(result.samples().get(l), values, Double.NaN, result.bootstrap()));
    }
    if (byLabel.size() == 1) {
      page.table("", header("Rule"), ofOneLabel(byLabel.get(0)));
      return;
    }
    for (int r = 0; r < thresholds.rules().size(); r++) {
      page.table(
          "Threshold: " + thresholds.rules().get(r).name(), header("Label"), ofOneRule(r, byLabel));
    }
  }

  private String introduction() {
    String chosen =
        thresholds.rules().size() == 1
            ? "There are no predictions of the validation split to choose thresholds on, so only"
                + " 0.5 is shown. "
            : result.split() == Split.VAL
                ? "Youden's threshold and that of the wanted sensitivity were chosen on these very"
                    + " rows, so their rates are optimistic here. "
                : "Youden's threshold and that of the wanted sensitivity were chosen on the"
                    + " validation split only and applied here unchanged. ";
    String classes =
        result.task() == Task.MULTICLASS ? "Each class is decided against the rest. " : "";
    return chosen
        + classes
        + "Probabilities are those of the network, before any calibration. In brackets 95 %"
        + " intervals: Wilson's where every image is of another patient, by resampling patients"
        + " otherwise.";
  }

  private static List<String> header(String first) {
    return List.of(
        first, "Threshold", "TP", "FP", "TN", "FN", "Sensitivity", "Specificity", "PPV", "NPV");
  }

  private List<List<String>> ofOneLabel(List<ThresholdRates> rates) {
    List<List<String>> rows = new ArrayList<>();
    for (int r = 0; r < rates.size(); r++) {
      rows.add(row(thresholds.rules().get(r).name(), rates.get(r)));
    }
    return rows;
  }

  private List<List<String>> ofOneRule(int rule, List<List<ThresholdRates>> byLabel) {
    List<String> labels = result.predictions().labels();
    List<List<String>> rows = new ArrayList<>();
    for (int l = 0; l < labels.size(); l++) {
      rows.add(row(labels.get(l), byLabel.get(l).get(rule)));
    }
    return rows;
  }

  private static List<String> row(String name, ThresholdRates rates) {
    if (Double.isInfinite(rates.threshold())) {
      return List.of(name, "undefined", "—", "—", "—", "—", "—", "—", "—", "—");
    }
    Confusion at = rates.at();
    Map<Rate, RateEstimate> of = rates.rates();
    return List.of(
        name,
        Texts.probability(rates.threshold()),
        Long.toString(at.tp()),
        Long.toString(at.fp()),
        Long.toString(at.tn()),
        Long.toString(at.fn()),
        text(of.get(Rate.SENSITIVITY)),
        text(of.get(Rate.SPECIFICITY)),
        text(of.get(Rate.PPV)),
        text(of.get(Rate.NPV)));
  }

  /** For example {@code 0.91 (0.84–0.95)}. */
  private static String text(RateEstimate rate) {
    if (Double.isNaN(rate.value())) {
      return "—";
    }
    return rate.interval().isDefined()
        ? "%s (%s–%s)"
            .formatted(
                Texts.two(rate.value()),
                Texts.two(rate.interval().low()),
                Texts.two(rate.interval().high()))
        : Texts.two(rate.value());
  }
}
