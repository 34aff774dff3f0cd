package org.truncus.metric;

/** Brier score: mean squared distance of probability and outcome, in [0,1], 0 is best. */
public final class Brier {

  private Brier() {}

  /**
   * The score on all rows; NaN without rows.
   *
   * @param probabilities {@code [N]} in [0,1]
   * @param positives {@code [N]}
   */
  public static double of(double[] probabilities, boolean[] positives) {
    return sample(probabilities, positives).of(Samples.ones(probabilities.length));
  }

  /** The score as a statistic of resamples. */
  public static IntSampleStatistic sample(double[] probabilities, boolean[] positives) {
    double[] losses = losses(probabilities, positives);
    return counts -> Samples.mean(losses, counts);
  }

  /** The squared distance of each row. */
  static double[] losses(double[] probabilities, boolean[] positives) {
    Samples.sameLength(probabilities, positives);
    double[] losses = new double[probabilities.length];
    for (int i = 0; i < losses.length; i++) {
      double distance = probabilities[i] - (positives[i] ? 1 : 0);
      losses[i] = distance * distance;
    }
    return losses;
  }
}
