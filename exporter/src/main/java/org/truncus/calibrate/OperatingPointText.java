package org.truncus.calibrate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.truncus.metric.Interval;

/** Operating points in Markdown, for model cards. */
public final class OperatingPointText {

  private OperatingPointText() {}

  /** A table of the points with their intervals. */
  public static String markdown(List<OperatingPoint> points) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Measured on the rows that chose them, so they flatter the model; the intervals of the"
            + " rates hold the threshold fixed, that of the threshold chooses it anew. Validate on"
            + " your data.");
    lines.add("");
    lines.add("| label | point | target | threshold | sensitivity | specificity | PPV | NPV |");
    lines.add("|---|---|---|---|---|---|---|---|");
    for (OperatingPoint point : points) {
      OperatingPoint.Intervals sure = point.ci95();
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s | %s | %s | %s |",
              point.label(),
              point.name() + (point.isDefault() ? " (default)" : ""),
              point.target(),
              estimate(6, point.threshold(), point.thresholdCi95()),
              estimate(3, point.sensitivity(), sure.sensitivity()),
              estimate(3, point.specificity(), sure.specificity()),
              estimate(3, point.ppv(), sure.ppv()),
              estimate(3, point.npv(), sure.npv())));
    }
    return String.join("\n", lines);
  }

  private static String estimate(int decimals, double value, Interval interval) {
    if (!Double.isFinite(value)) {
      return "undefined";
    }
    return interval == null || !interval.isDefined()
        ? number(decimals, value)
        : number(decimals, value)
            + " ("
            + number(decimals, interval.low())
            + " to "
            + number(decimals, interval.high())
            + ")";
  }

  private static String number(int decimals, double value) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }
}
