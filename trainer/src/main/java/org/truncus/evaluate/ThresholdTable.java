package org.truncus.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.truncus.metric.Rate;
import org.truncus.metric.RateEstimate;
import org.truncus.metric.ThresholdRates;
import org.truncus.plot.HtmlPage;

/** The rates of a label: one row a rate, one column a threshold. */
final class ThresholdTable {

  private ThresholdTable() {}

  static void write(HtmlPage page, LabelReport label) {
    List<ThresholdRates> points = label.evaluation().points();
    if (points.isEmpty()) {
      return;
    }
    List<String> header = new ArrayList<>(List.of("At a threshold of"));
    points.forEach(point -> header.add(Words.plain(point.threshold())));
    List<List<String>> rows = new ArrayList<>();
    rows.add(counts("TP, FP", points, true));
    rows.add(counts("FN, TN", points, false));
    for (Rate rate : points.get(0).rates().keySet()) {
      List<String> row = new ArrayList<>(List.of(title(rate, points.get(0))));
      points.forEach(point -> row.add(cell(point.rates().get(rate))));
      rows.add(row);
    }
    page.table(
        "Decisions: positive where "
            + label.thresholdColumn()
            + " is at or above the threshold. In brackets 95 % intervals of patients resampled, or,"
            + " with a W, Wilson's.",
        header,
        rows);
  }

  private static List<String> counts(String name, List<ThresholdRates> points, boolean called) {
    List<String> row = new ArrayList<>(List.of(name));
    for (ThresholdRates point : points) {
      row.add(
          called
              ? point.at().tp() + ", " + point.at().fp()
              : point.at().fn() + ", " + point.at().tn());
    }
    return row;
  }

  private static String title(Rate rate, ThresholdRates point) {
    return rate.needsPrevalence()
        ? rate.text() + " of " + Words.plain(point.prevalence())
        : rate.text();
  }

  private static String cell(RateEstimate estimate) {
    return switch (estimate.method()) {
      case BOOTSTRAP, NONE -> Words.of(estimate);
      case WILSON, WILSON_PATIENTS -> Words.of(estimate) + " W";
    };
  }
}
