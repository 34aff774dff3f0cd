package org.truncus.metric;

/**
 * Logarithmic loss: mean of minus the natural logarithm of the probability given to what was so. At
 * least 0; probabilities are kept 2.2e-16 away from 0 and 1, as scikit-learn does.
 */
public final class LogLoss {

  private static final double EPSILON = Math.ulp(1.0);

  private LogLoss() {}

  /**
   * The loss on all rows; NaN without rows.
   *
   * @param probabilities {@code [N]} in [0,1]
   * @param positives {@code [N]}
   */
  public static double of(double[] probabilities, boolean[] positives) {
    return sample(probabilities, positives).of(Samples.ones(probabilities.length));
  }

  /** The loss as a statistic of resamples. */
  public static IntSampleStatistic sample(double[] probabilities, boolean[] positives) {
    double[] losses = losses(probabilities, positives);
    return counts -> Samples.mean(losses, counts);
  }

  /** The loss of each row. */
  static double[] losses(double[] probabilities, boolean[] positives) {
    Samples.sameLength(probabilities, positives);
    double[] losses = new double[probabilities.length];
    for (int i = 0; i < losses.length; i++) {
      double p = Math.min(Math.max(probabilities[i], EPSILON), 1 - EPSILON);
      losses[i] = -(positives[i] ? Math.log(p) : Math.log(1 - p));
    }
    return losses;
  }
}
