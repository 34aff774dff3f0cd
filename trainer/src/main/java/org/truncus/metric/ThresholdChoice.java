package org.truncus.metric;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Chooses the threshold of a label on rows that it won't be judged on. A chosen threshold lies half
 * way between the lowest score called positive and the highest below it, so that it depends on
 * neither of them alone.
 */
public final class ThresholdChoice {

  private ThresholdChoice() {}

  /**
   * The threshold of the highest sensitivity plus specificity (Youden 1950); of several, that of
   * the highest sensitivity.
   *
   * @param sample its scores are in [0,1]
   * @return empty where the rows are all positive or all negative
   */
  public static OptionalDouble youden(LabelSample sample) {
    ScoreOrder order = new ScoreOrder(sample.scores(), sample.positives());
    long positives = sample.positiveCount();
    long negatives = sample.positives().length - positives;
    if (positives == 0 || negatives == 0) {
      return OptionalDouble.empty();
    }
    long tp = 0;
    long fp = 0;
    long best = Long.MIN_VALUE;
    int last = -1;
    for (int i = 0; i < order.rows.length; i++) {
      tp += order.positives[i] ? 1 : 0;
      fp += order.positives[i] ? 0 : 1;
      long gain = tp * negatives - fp * positives;
      if (order.groupEnds[i] && gain >= best) {
        best = gain;
        last = i;
      }
    }
    double lowest = sample.scores()[order.rows[last]];
    double below = last + 1 < order.rows.length ? sample.scores()[order.rows[last + 1]] : 0;
    return OptionalDouble.of((lowest + below) / 2);
  }

  /**
   * The threshold whose sensitivity reaches a target at the highest specificity; of several, that
   * of the highest sensitivity: where the classes separate well, the highest threshold that reaches
   * the target would give sensitivity away for nothing.
   *
   * @param sample its scores are in [0,1]
   * @param target wanted sensitivity in (0,1]
   * @return empty where the rows are all positive or all negative
   */
  public static OptionalDouble sensitivity(LabelSample sample, double target) {
    if (!(target > 0 && target <= 1)) {
      throw new IllegalArgumentException("target sensitivity must be in (0,1]: " + target);
    }
    int positives = Math.toIntExact(sample.positiveCount());
    if (positives == 0 || positives == sample.positives().length) {
      return OptionalDouble.empty();
    }
    double[] found = new double[positives];
    int n = 0;
    for (int i = 0; i < sample.scores().length; i++) {
      if (sample.positives()[i]) {
        found[n++] = sample.scores()[i];
      }
    }
    Arrays.sort(found);
    int needed = (int) Math.ceil(target * n - 1e-9);
    double needle = found[n - needed];
    double negative = highestNegativeBelow(sample, needle);
    double positive = needle;
    for (double score : found) {
      if (score > negative) {
        positive = Math.min(positive, score);
      }
    }
    return OptionalDouble.of((positive + negative) / 2);
  }

  /** The highest score of a negative row below a score; 0 where there is none. */
  private static double highestNegativeBelow(LabelSample sample, double score) {
    double highest = 0;
    for (int i = 0; i < sample.scores().length; i++) {
      if (!sample.positives()[i] && sample.scores()[i] < score) {
        highest = Math.max(highest, sample.scores()[i]);
      }
    }
    return highest;
  }
}
