package org.truncus.metric;

import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;

/**
 * The log-odds of one class of a softmax: ln(p/(1-p)). Orders rows as p does; where p is nearly 1,
 * 1-p is the sum of the other probabilities, which keeps apart what float32 rounds to 1.
 */
public final class SoftmaxMargin {

  private static final double TOLERANCE = 1e-3;
  private static final double NEARLY_ONE = 0.999;

  private SoftmaxMargin() {}

  /**
   * The margin of a class.
   *
   * @param probabilities {@code [L]} of one row, at least two, in [0,1]
   * @return infinite where p or all others are 0
   */
  public static double of(double[] probabilities, int label) {
    double p = probabilities[label];
    if (p <= NEARLY_ONE) {
      return Math.log(p / (1 - p));
    }
    double others = 0;
    for (int l = 0; l < probabilities.length; l++) {
      others += l == label ? 0 : probabilities[l];
    }
    // as float, so that equal sums stay equal whatever the order they were added in
    return Math.log(p / (float) Math.min(others, 1 - NEARLY_ONE));
  }

  /**
   * The margin from logits: the own one minus the logarithm of the sum of the others' exponentials.
   *
   * @param logits {@code [L]} of one row, at least two, finite
   */
  public static double ofLogits(double[] logits, int label) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int l = 0; l < logits.length; l++) {
      highest = l == label ? highest : Math.max(highest, logits[l]);
    }
    double others = 0;
    for (int l = 0; l < logits.length; l++) {
      others += l == label ? 0 : Math.exp(logits[l] - highest);
    }
    return logits[label] - highest - Math.log(others);
  }

  /**
   * Whether the labels are the classes of a softmax: in every row the probabilities sum to 1, and
   * exactly one target is 1, or all are masked.
   */
  public static boolean isSoftmax(PredictionList predictions) {
    return predictions.labels().size() > 1
        && !predictions.rows().isEmpty()
        && predictions.rows().stream().allMatch(SoftmaxMargin::isSoftmax);
  }

  private static boolean isSoftmax(Prediction row) {
    double sum = 0;
    int positives = 0;
    int masked = 0;
    for (int l = 0; l < row.targets().length; l++) {
      sum += row.probabilities()[l];
      positives += row.targets()[l] > 0.5f ? 1 : 0;
      masked += Float.isNaN(row.targets()[l]) ? 1 : 0;
    }
    boolean oneClass = positives == 1 && masked == 0;
    return Math.abs(sum - 1) <= TOLERANCE && (oneClass || masked == row.targets().length);
  }
}
