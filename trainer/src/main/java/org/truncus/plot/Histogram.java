package org.truncus.plot;

import java.util.ArrayList;
import java.util.List;

/** How often scores occur, by class: their distribution. */
public final class Histogram {

  private static final int BINS = 20;

  private Histogram() {}

  /**
   * Draws the distribution of probabilities.
   *
   * @param scores {@code [N]} in [0,1]
   * @param positives {@code [N]}
   */
  public static Figure ofScores(String title, double[] scores, boolean[] positives) {
    return ofScores(title, Axis.unit("probability"), scores, positives);
  }

  /**
   * Draws the share of each class in 20 equal bins of the axis, so that a rare class is seen beside
   * a frequent one. What lies outside is counted in the bin at the end.
   *
   * @param x the scores' axis
   * @param scores {@code [N]}
   * @param positives {@code [N]}
   */
  public static Figure ofScores(String title, Axis x, double[] scores, boolean[] positives) {
    double[][] shares = new double[2][BINS];
    long[] totals = new long[2];
    for (int i = 0; i < scores.length; i++) {
      int c = positives[i] ? 1 : 0;
      int bin = (int) Math.floor(x.share(scores[i]) * BINS);
      shares[c][Math.min(BINS - 1, Math.max(0, bin))]++;
      totals[c]++;
    }
    double highest = 0;
    for (int c = 0; c < 2; c++) {
      for (int b = 0; b < BINS; b++) {
        shares[c][b] = totals[c] == 0 ? 0 : shares[c][b] / totals[c];
        highest = Math.max(highest, shares[c][b]);
      }
    }
    return new BarPlot(
            title, x, BINS, Axis.fitting("share of the class", 0, Math.max(highest, 0.1)))
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
