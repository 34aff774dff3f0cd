package org.truncus.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.truncus.metric.Area;
import org.truncus.metric.Bootstrapped;
import org.truncus.metric.Difference;
import org.truncus.metric.Discrimination;
import org.truncus.metric.Interval;
import org.truncus.metric.MacroDiscrimination;
import org.truncus.metric.PairedDeLong;
import org.truncus.metric.RateEstimate;
import org.truncus.metric.ThresholdRates;
import org.truncus.metric.TopOne;

/** {@code metrics.csv} and {@code comparison.csv}: one number a row; what is undefined is blank. */
final class MetricsCsv {

  static final List<String> HEADER =
      List.of(
          "label", "metric", "threshold", "value", "low", "high", "interval", "rows", "positives");
  static final List<String> COMPARISON_HEADER =
      List.of("label", "metric", "first", "second", "difference", "low", "high", "p", "method");

  private static final String BOOTSTRAP = RateEstimate.Method.BOOTSTRAP.text();
  private static final String MACRO = "(macro)";

  private final List<List<String>> rows = new ArrayList<>();

  private MetricsCsv() {}

  /** What the numbers are of: the first and the last two cells of a row. */
  private record Subject(String label, String rows, String positives) {

    static Subject of(String label) {
      return new Subject(label, "", "");
    }
  }

  /** Below {@link #HEADER}. */
  static List<List<String>> of(MetricsReport report) {
    MetricsCsv csv = new MetricsCsv();
    report.labels().values().forEach(csv::label);
    csv.means(Subject.of(MACRO), report.macro());
    if (report.micro() != null) {
      csv.means(Subject.of("(micro)"), report.micro());
    }
    if (report.topOne() != null) {
      csv.topOne(report.topOne());
    }
    return csv.rows;
  }

  /** Below {@link #COMPARISON_HEADER}. */
  static List<List<String>> of(Comparison comparison) {
    MetricsCsv csv = new MetricsCsv();
    for (LabelComparison label : comparison.labels().values()) {
      for (Area area : Area.values()) {
        csv.difference(
            label.label(),
            area,
            area.of(label.first()).value(),
            area.of(label.second()).value(),
            area.of(label.differences()));
      }
      csv.deLong(label.label(), label.deLong());
    }
    for (Area area : Area.values()) {
      csv.difference(
          MACRO,
          area,
          comparison.meanOfFirst(area),
          comparison.meanOfSecond(area),
          area.of(comparison.macro()));
    }
    return csv.rows;
  }

  private void label(LabelReport label) {
    Discrimination found = label.evaluation().discrimination();
    Subject subject =
        new Subject(label.label(), Long.toString(found.rows()), Long.toString(found.positives()));
    for (Area area : Area.values()) {
      number(subject, area.key(), area.of(found));
    }
    Interval deLong = found.deLong().logitInterval();
    add(subject, Area.AUROC.key(), "", found.auroc().value(), deLong, "DeLong, logit");
    add(subject, "noSkill", "", found.noSkill(), Interval.undefined(), "");
    if (label.onProbabilities()) {
      number(subject, "brier", label.evaluation().losses().brier());
      number(subject, "logLoss", label.evaluation().losses().logLoss());
    }
    for (ThresholdRates point : label.evaluation().points()) {
      point
          .rates()
          .forEach(
              (rate, estimate) -> rate(subject, rate.key(), text(point.threshold()), estimate));
    }
  }

  private void means(Subject subject, MacroDiscrimination found) {
    for (Area area : Area.values()) {
      number(subject, area.key(), area.of(found));
    }
  }

  private void topOne(TopOne found) {
    Subject subject = new Subject("(top-1)", Long.toString(found.confusion().rows()), "");
    rate(subject, "accuracy", "", found.accuracy());
    number(subject, "balancedAccuracy", found.balancedAccuracy());
    number(subject, "macroF1", found.macroF1());
  }

  private void rate(Subject subject, String metric, String threshold, RateEstimate found) {
    add(subject, metric, threshold, found.value(), found.interval(), found.method().text());
  }

  private void number(Subject subject, String metric, Bootstrapped number) {
    String method = number.ci95().isDefined() ? BOOTSTRAP : "";
    add(subject, metric, "", number.value(), number.ci95(), method);
  }

  private void add(
      Subject subject,
      String metric,
      String threshold,
      double value,
      Interval interval,
      String method) {
    rows.add(
        List.of(
            subject.label(),
            metric,
            threshold,
            text(value),
            text(interval.low()),
            text(interval.high()),
            interval.isDefined() ? method : "",
            subject.rows(),
            subject.positives()));
  }

  private void difference(String label, Area area, double first, double second, Difference found) {
    double[] numbers = {
      first, second, found.value(), found.ci95().low(), found.ci95().high(), found.p()
    };
    difference(label, area, numbers, BOOTSTRAP);
  }

  private void deLong(String label, PairedDeLong found) {
    double[] numbers = {
      found.first(),
      found.second(),
      found.difference(),
      found.interval().low(),
      found.interval().high(),
      found.p()
    };
    difference(label, Area.AUROC, numbers, "DeLong");
  }

  private void difference(String label, Area area, double[] numbers, String method) {
    List<String> row = new ArrayList<>(List.of(label, area.key()));
    for (double number : numbers) {
      row.add(text(number));
    }
    row.add(method);
    rows.add(row);
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }
}
