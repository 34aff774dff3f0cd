package org.truncus.metric;

/**
 * Area under the receiver operating characteristic: the chance that a positive scores above a
 * negative, a tie counting half (Mann-Whitney). In [0,1]; NaN where there is one class only.
 */
public final class Auroc {

  private Auroc() {}

  /**
   * The area on all rows.
   *
   * @param scores {@code [N]}, higher means more likely positive; not NaN
   * @param positives {@code [N]}
   */
  public static double of(double[] scores, boolean[] positives) {
    return sample(scores, positives).of(Samples.ones(scores.length));
  }

  /** The area as a statistic of resamples: sorts once, then one pass a resample. */
  public static IntSampleStatistic sample(double[] scores, boolean[] positives) {
    ScoreOrder order = new ScoreOrder(scores, positives);
    return counts -> of(order, counts);
  }

  private static double of(ScoreOrder order, int[] counts) {
    long positives = 0;
    long negatives = 0;
    long groupPositives = 0;
    long groupNegatives = 0;
    double twicePairs = 0;
    for (int i = 0; i < order.rows.length; i++) {
      int count = counts[order.rows[i]];
      if (order.positives[i]) {
        groupPositives += count;
      } else {
        groupNegatives += count;
      }
      if (order.groupEnds[i]) {
        twicePairs += (double) groupNegatives * (2 * positives + groupPositives);
        positives += groupPositives;
        negatives += groupNegatives;
        groupPositives = 0;
        groupNegatives = 0;
      }
    }
    return positives == 0 || negatives == 0
        ? Double.NaN
        : twicePairs / 2 / ((double) positives * negatives);
  }
}
