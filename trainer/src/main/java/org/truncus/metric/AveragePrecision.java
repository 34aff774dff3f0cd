package org.truncus.metric;

/**
 * Average precision: the sum over falling thresholds of precision times the gain in recall, rows of
 * equal score entering together. In (0,1]; a useless score gets about the prevalence. NaN where
 * there is one class only, so that it never stands beside an undefined {@link Auroc}.
 */
public final class AveragePrecision {

  private AveragePrecision() {}

  /**
   * Average precision on all rows.
   *
   * @param scores {@code [N]}, higher means more likely positive; not NaN
   * @param positives {@code [N]}
   */
  public static double of(double[] scores, boolean[] positives) {
    return sample(scores, positives).of(Samples.ones(scores.length));
  }

  /** Average precision as a statistic of resamples: sorts once, then one pass a resample. */
  public static IntSampleStatistic sample(double[] scores, boolean[] positives) {
    ScoreOrder order = new ScoreOrder(scores, positives);
    return counts -> of(order, counts);
  }

  private static double of(ScoreOrder order, int[] counts) {
    long positives = 0;
    long all = 0;
    long groupPositives = 0;
    double sum = 0;
    for (int i = 0; i < order.rows.length; i++) {
      int count = counts[order.rows[i]];
      all += count;
      if (order.positives[i]) {
        groupPositives += count;
      }
      if (order.groupEnds[i] && groupPositives > 0) {
        positives += groupPositives;
        sum += (double) groupPositives * positives / all;
        groupPositives = 0;
      }
    }
    return positives == 0 || positives == all ? Double.NaN : sum / positives;
  }
}
