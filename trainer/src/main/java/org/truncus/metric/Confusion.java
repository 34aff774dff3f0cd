package org.truncus.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts at a threshold. Ratios of nothing are NaN.
 *
 * @param tp positives called positive
 * @param fp negatives called positive
 * @param tn negatives called negative
 * @param fn positives called negative
 */
public record Confusion(long tp, long fp, long tn, long fn) {

  /**
   * The counts where a score at or above the threshold is called positive.
   *
   * @param scores {@code [N]}, not NaN
   * @param positives {@code [N]}
   */
  public static Confusion at(double[] scores, boolean[] positives, double threshold) {
    return at(scores, positives, threshold, Samples.ones(scores.length));
  }

  /** The same counts in a resample. */
  public static Confusion at(double[] scores, boolean[] positives, double threshold, int[] counts) {
    Samples.sameLength(scores, positives);
    long tp = 0;
    long fp = 0;
    long tn = 0;
    long fn = 0;
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] >= threshold) {
        tp += positives[i] ? counts[i] : 0;
        fp += positives[i] ? 0 : counts[i];
      } else {
        tn += positives[i] ? 0 : counts[i];
        fn += positives[i] ? counts[i] : 0;
      }
    }
    return new Confusion(tp, fp, tn, fn);
  }

  /** The counts at each distinct score as threshold, by falling threshold. */
  static List<Confusion> atEveryScore(double[] scores, boolean[] positives) {
    ScoreOrder order = new ScoreOrder(scores, positives);
    long allPositives = 0;
    for (boolean positive : positives) {
      allPositives += positive ? 1 : 0;
    }
    long allNegatives = positives.length - allPositives;
    List<Confusion> confusions = new ArrayList<>();
    long tp = 0;
    for (int i = 0; i < order.rows.length; i++) {
      tp += order.positives[i] ? 1 : 0;
      if (order.groupEnds[i]) {
        long fp = i + 1 - tp;
        confusions.add(new Confusion(tp, fp, allNegatives - fp, allPositives - tp));
      }
    }
    return confusions;
  }

  /** The distinct scores, falling. */
  static List<Double> distinctScores(double[] scores) {
    ScoreOrder order = new ScoreOrder(scores, new boolean[scores.length]);
    List<Double> distinct = new ArrayList<>();
    for (int i = 0; i < order.rows.length; i++) {
      if (order.groupEnds[i]) {
        distinct.add(scores[order.rows[i]]);
      }
    }
    return distinct;
  }

  /** Positives, found or not. */
  public long positives() {
    return tp + fn;
  }

  /** Negatives, false alarm or not. */
  public long negatives() {
    return tn + fp;
  }

  /** Positives among all. */
  public double prevalence() {
    return ratio(positives(), positives() + negatives());
  }

  /** Positives that are called positive; also recall. */
  public double sensitivity() {
    return ratio(tp, positives());
  }

  /** Negatives that are called negative. */
  public double specificity() {
    return ratio(tn, negatives());
  }

  /** Positive predictive value at the prevalence of this sample; also precision. */
  public double ppv() {
    return ratio(tp, tp + fp);
  }

  /** Negative predictive value at the prevalence of this sample. */
  public double npv() {
    return ratio(tn, tn + fn);
  }

  /** All that are called right. */
  public double accuracy() {
    return ratio(tp + tn, positives() + negatives());
  }

  /** Mean of sensitivity and specificity. */
  public double balancedAccuracy() {
    return (sensitivity() + specificity()) / 2;
  }

  /** Harmonic mean of precision and recall. */
  public double f1() {
    return ratio(2 * tp, 2 * tp + fp + fn);
  }

  /**
   * Positive predictive value where the finding is as frequent as stated (Bayes).
   *
   * @param prevalence in [0,1]
   */
  public double ppvAtPrevalence(double prevalence) {
    double hits = sensitivity() * prevalence;
    return hits / (hits + (1 - specificity()) * (1 - prevalence));
  }

  /**
   * Negative predictive value where the finding is as frequent as stated (Bayes).
   *
   * @param prevalence in [0,1]
   */
  public double npvAtPrevalence(double prevalence) {
    double rights = specificity() * (1 - prevalence);
    return rights / (rights + (1 - sensitivity()) * prevalence);
  }

  /** Sensitivity by false positive rate; NaN without a false positive. */
  public double positiveLikelihoodRatio() {
    return fp == 0 ? Double.NaN : sensitivity() / (1 - specificity());
  }

  /** False negative rate by specificity; NaN without a true negative. */
  public double negativeLikelihoodRatio() {
    return tn == 0 ? Double.NaN : (1 - sensitivity()) / specificity();
  }

  /** Of 1,000 rows like these, how many are called positive. */
  public double flaggedPerThousand() {
    return 1000 * ratio(tp + fp, positives() + negatives());
  }

  /**
   * Of 1,000, how many are called positive where the finding is as frequent as stated.
   *
   * @param prevalence in [0,1]
   */
  public double flaggedPerThousandAtPrevalence(double prevalence) {
    return 1000 * (sensitivity() * prevalence + (1 - specificity()) * (1 - prevalence));
  }

  /** Wilson interval of the sensitivity; treats rows as independent. */
  public Interval sensitivityCi() {
    return WilsonInterval.of(tp, positives());
  }

  /** Wilson interval of the specificity; treats rows as independent. */
  public Interval specificityCi() {
    return WilsonInterval.of(tn, negatives());
  }

  /** Wilson interval of the positive predictive value; treats rows as independent. */
  public Interval ppvCi() {
    return WilsonInterval.of(tp, tp + fp);
  }

  /** Wilson interval of the negative predictive value; treats rows as independent. */
  public Interval npvCi() {
    return WilsonInterval.of(tn, tn + fn);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
