package org.truncus.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How often values in [0,1] occur, by class: the distribution of scores. */
public final class Histogram {

  private static final int BINS = 20;

  private Histogram() {}

  /**
   * Draws the share of each class in 20 equal bins, so that a rare class is seen beside a frequent
   * one.
   *
   * @param scores {@code [N]} in [0,1]
   * @param positives {@code [N]}
   */
  public static Figure ofScores(String title, double[] scores, boolean[] positives) {
    double[][] shares = new double[2][BINS];
    long[] totals = new long[2];
    for (int i = 0; i < scores.length; i++) {
      int c = positives[i] ? 1 : 0;
      shares[c][Math.min(BINS - 1, Math.max(0, (int) (scores[i] * BINS)))]++;
      totals[c]++;
    }
    double highest = 0;
    for (int c = 0; c < 2; c++) {
      for (int b = 0; b < BINS; b++) {
        shares[c][b] = totals[c] == 0 ? 0 : shares[c][b] / totals[c];
        highest = Math.max(highest, shares[c][b]);
      }
    }
    List<String> categories = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      categories.add(String.format(Locale.ROOT, "%.2f", b / (double) BINS));
    }
    return new BarPlot(
            title,
            "probability, from",
            categories,
            Axis.fitting("share of the class", 0, Math.max(highest, 0.1)))
        .bars("negative, n = " + totals[0], bars(shares[0]))
        .bars("positive, n = " + totals[1], bars(shares[1]))
        .figure();
  }

  private static List<BarPlot.Bar> bars(double[] values) {
    List<BarPlot.Bar> bars = new ArrayList<>();
    for (double value : values) {
      bars.add(BarPlot.Bar.of(value));
    }
    return bars;
  }
}
