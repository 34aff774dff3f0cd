package org.truncus.cli;

import java.util.List;
import java.util.Locale;
import org.truncus.metric.Interval;
import org.truncus.validate.Estimate;
import org.truncus.validate.LabelResult;
import org.truncus.validate.Metric;
import org.truncus.validate.PointResult;
import org.truncus.validate.RequirementResult;
import org.truncus.validate.ValidationReport;

/** The outcome of a validation in a few lines. */
final class ValidationText {

  private static final List<Metric> OF_SCORES =
      List.of(Metric.AUROC, Metric.AUPRC, Metric.BRIER, Metric.ECE);
  private static final List<Metric> AT_POINT = List.of(Metric.SENSITIVITY, Metric.SPECIFICITY);

  private ValidationText() {}

  static String of(ValidationReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s on %s (%s): %d of %d images scored, %d patients, %.1f images/s%n",
            report.model().id(),
            report.list().name(),
            report.list().split(),
            report.list().scored(),
            report.list().rows(),
            report.list().patients(),
            report.throughput().imagesPerSecond()));
    report.labels().values().forEach(label -> label(text, label));
    for (RequirementResult requirement : report.requirements()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-12s %s (found %.4f)%s%n",
              requirement.outcome(),
              requirement.text(),
              requirement.value(),
              requirement.note() == null || requirement.note().isEmpty()
                  ? ""
                  : ": " + requirement.note()));
    }
    report.warnings().forEach(warning -> text.append("Note: ").append(warning).append('\n'));
    text.append("verdict: ")
        .append(report.verdict().name().toLowerCase(Locale.ROOT))
        .append(report.requirements().isEmpty() ? " (no requirements were stated)" : "")
        .append('\n');
    return text.toString();
  }

  private static void label(StringBuilder text, LabelResult label) {
    text.append(
        String.format(
            Locale.ROOT,
            "%s (%d positive, %d negative)%n",
            label.label(),
            label.positives(),
            label.negatives()));
    text.append("  ");
    for (Metric metric : OF_SCORES) {
      text.append(' ').append(metric.title()).append(' ').append(text(label.metrics().get(metric)));
    }
    text.append('\n');
    for (PointResult point : label.points()) {
      text.append(
          String.format(
              Locale.ROOT, "   at %.3f (%s):", point.point().threshold(), point.point().name()));
      for (Metric metric : AT_POINT) {
        text.append(' ')
            .append(metric.title())
            .append(' ')
            .append(text(point.metrics().get(metric)));
      }
      text.append('\n');
    }
  }

  private static String text(Estimate estimate) {
    if (estimate == null || Double.isNaN(estimate.value())) {
      return "undefined";
    }
    Interval interval = estimate.ci95();
    return interval == null || Double.isNaN(interval.low())
        ? String.format(Locale.ROOT, "%.3f", estimate.value())
        : String.format(
            Locale.ROOT, "%.3f [%.3f, %.3f]", estimate.value(), interval.low(), interval.high());
  }
}
