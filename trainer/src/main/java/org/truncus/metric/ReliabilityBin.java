package org.truncus.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Predicted against observed in a group of rows of similar probability.
 *
 * @param meanPredicted mean probability
 * @param observed share of positives
 * @param count rows
 * @param positives of these
 * @param low lowest probability
 * @param high highest probability
 */
public record ReliabilityBin(
    double meanPredicted, double observed, long count, long positives, double low, double high) {

  /**
   * Cuts the rows into bins of equal mass: the row of rank {@code r} (from 0, by rising
   * probability) of {@code n} goes to bin {@code floor(r * bins / n)}. Rows of equal probability
   * share their mean rank and so stay together: the order of rows doesn't matter, and there may be
   * fewer bins.
   *
   * @param probabilities {@code [N]} in [0,1]
   * @param positives {@code [N]}
   * @return by rising probability, none of them empty; no bins without rows
   */
  public static List<ReliabilityBin> equalMass(
      double[] probabilities, boolean[] positives, int bins) {
    ScoreOrder order = new ScoreOrder(probabilities, positives);
    return equalMass(order, probabilities, Samples.ones(probabilities.length), bins);
  }

  /** The same for a resample, given the order of its rows. */
  static List<ReliabilityBin> equalMass(
      ScoreOrder order, double[] probabilities, int[] counts, int bins) {
    double total = Samples.sum(counts);
    List<ReliabilityBin> result = new ArrayList<>();
    Sums bin = new Sums();
    Sums group = new Sums();
    int index = 0;
    long seen = 0;
    for (int i = order.rows.length - 1; i >= 0; i--) {
      int row = order.rows[i];
      group.add(probabilities[row], order.positives[i], counts[row]);
      boolean groupComplete = i == 0 || order.groupEnds[i - 1];
      if (groupComplete && group.count > 0) {
        int groupIndex = (int) ((seen + (group.count - 1) / 2.0) * bins / total);
        if (groupIndex != index && bin.count > 0) {
          result.add(bin.bin());
          bin = new Sums();
        }
        index = groupIndex;
        bin.add(group);
        seen += group.count;
        group = new Sums();
      }
    }
    if (bin.count > 0) {
      result.add(bin.bin());
    }
    return result;
  }

  /** A bin under way. */
  private static final class Sums {

    private long count;
    private long positives;
    private double probability;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    void add(double value, boolean positive, int times) {
      if (times > 0) {
        count += times;
        positives += positive ? times : 0;
        probability += value * times;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }

    void add(Sums other) {
      count += other.count;
      positives += other.positives;
      probability += other.probability;
      low = Math.min(low, other.low);
      high = Math.max(high, other.high);
    }

    ReliabilityBin bin() {
      return new ReliabilityBin(
          probability / count, (double) positives / count, count, positives, low, high);
    }
  }
}
