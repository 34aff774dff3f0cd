package org.truncus.gateway.report;

import java.util.Locale;

/**
 * A score beside its threshold, as a small drawing: a bar from 0 to 100 %, a mark at the threshold.
 */
final class ScoreBar {
  private static final int WIDTH = 220;
  private static final int HEIGHT = 18;

  private ScoreBar() {}

  /** An inline SVG in the colours of the page; its text for readers of screens says the numbers. */
  static String svg(double score, double threshold) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"bar\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                + " aria-label=\"score %s, threshold %s\">",
            WIDTH,
            HEIGHT,
            WIDTH,
            HEIGHT,
            ReportText.percent(score),
            ReportText.percent(threshold)));
    svg.append(rect("track", 0, 4, WIDTH, HEIGHT - 8));
    if (Double.isFinite(score)) {
      svg.append(rect("score", 0, 4, score * WIDTH, HEIGHT - 8));
    }
    if (Double.isFinite(threshold)) {
      svg.append(rect("mark", Math.min(threshold * WIDTH, WIDTH - 2), 0, 2, HEIGHT));
    }
    return svg.append("</svg>").toString();
  }

  private static String rect(String kind, double x, double y, double width, double height) {
    return String.format(
        Locale.ROOT,
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
        kind,
        x,
        y,
        width,
        height);
  }
}
