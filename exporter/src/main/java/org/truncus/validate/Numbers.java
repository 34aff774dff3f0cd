package org.truncus.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.truncus.metric.Difference;
import org.truncus.model.ValidDomain;

/** Numbers as a report shows them; a dash where there is none. */
final class Numbers {

  private static final String NONE = "—";

  private Numbers() {}

  static String three(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.3f", value);
  }

  static String four(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String one(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.1f", value);
  }

  static String percent(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.1f %%", 100 * value);
  }

  static String interval(Estimate estimate) {
    return estimate.ci95().isDefined()
        ? three(estimate.ci95().low()) + " to " + three(estimate.ci95().high())
        : NONE;
  }

  static String percentInterval(Estimate estimate) {
    return estimate.ci95().isDefined()
        ? String.format(
            Locale.ROOT,
            "%.1f to %.1f %%",
            100 * estimate.ci95().low(),
            100 * estimate.ci95().high())
        : NONE;
  }

  static String with(Estimate estimate) {
    return estimate.ci95().isDefined()
        ? String.format(
            Locale.ROOT,
            "%.3f (%.2f–%.2f)",
            estimate.value(),
            estimate.ci95().low(),
            estimate.ci95().high())
        : three(estimate.value());
  }

  static String percentWith(Estimate estimate) {
    return estimate.ci95().isDefined()
        ? String.format(
            Locale.ROOT,
            "%.0f %% (%.0f–%.0f)",
            100 * estimate.value(),
            100 * estimate.ci95().low(),
            100 * estimate.ci95().high())
        : percent(estimate.value());
  }

  /** For example {@code −0.021 (−0.05–+0.01)}. */
  static String gap(Difference gap) {
    return gap(gap, 1, "%+.3f", "%+.2f", "");
  }

  static String percentGap(Difference gap) {
    return gap(gap, 100, "%+.0f", "%+.0f", " %");
  }

  private static String gap(Difference gap, double scale, String value, String end, String unit) {
    if (gap == null || !gap.isDefined()) {
      return NONE;
    }
    String text = String.format(Locale.ROOT, value, scale * gap.value()) + unit;
    if (gap.ci95().isDefined()) {
      text +=
          String.format(
              Locale.ROOT,
              " (" + end + " to " + end + ")",
              scale * gap.ci95().low(),
              scale * gap.ci95().high());
    }
    return text.replace('-', '−');
  }

  /** A metric as it is usually written. */
  static String of(Metric metric, double value) {
    return metric.isShare() ? percent(value) : metric.isCount() ? one(value) : three(value);
  }

  /** The interval of a metric as it is usually written. */
  static String interval(Metric metric, Estimate estimate) {
    return metric.isShare()
        ? percentInterval(estimate)
        : metric.isCount() && estimate.ci95().isDefined()
            ? one(estimate.ci95().low()) + " to " + one(estimate.ci95().high())
            : interval(estimate);
  }

  static String domain(ValidDomain domain) {
    List<String> parts = new ArrayList<>();
    add(parts, "modality", domain.modalities());
    add(parts, "view", domain.views());
    add(parts, "body part", domain.bodyParts());
    return parts.isEmpty() ? "not restricted" : String.join("; ", parts);
  }

  private static void add(List<String> parts, String name, List<String> values) {
    if (!values.isEmpty()) {
      parts.add(name + " " + String.join(", ", values));
    }
  }
}
