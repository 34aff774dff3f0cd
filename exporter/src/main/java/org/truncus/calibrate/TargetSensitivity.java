package org.truncus.calibrate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.truncus.metric.Confusion;
import org.truncus.metric.LabelSample;

/**
 * Chooses the threshold whose sensitivity reaches a target at the highest specificity. Of all
 * thresholds that do, it takes those of the highest sensitivity, and of these the one half way
 * between the negative row and the positive row that bound them: where the findings separate well,
 * the highest threshold that reaches the target would give sensitivity away for nothing.
 *
 * @param target wanted sensitivity in (0,1]
 */
public record TargetSensitivity(double target) {

  /** Checks the target. */
  public TargetSensitivity {
    if (!(target > 0 && target <= 1)) {
      throw new IllegalArgumentException("target sensitivity must be in (0,1]: " + target);
    }
  }

  /**
   * Chooses the threshold of one label.
   *
   * @param sample calibrated probabilities of the validation split
   * @return empty where the rows are all positive or all negative, so that nothing can be chosen
   */
  public Optional<OperatingPoint> choose(String label, LabelSample sample) {
    long positives = sample.positiveCount();
    if (positives == 0 || positives == sample.positives().length) {
      return Optional.empty();
    }
    double threshold = threshold(sample, positives);
    Confusion at = Confusion.at(sample.scores(), sample.positives(), threshold);
    OperatingPoint.Intervals ci95 =
        new OperatingPoint.Intervals(
            at.sensitivityCi(), at.specificityCi(), at.ppvCi(), at.npvCi());
    return Optional.of(
        new OperatingPoint(
            label,
            String.format(Locale.ROOT, "sensitivity-%.2f", target),
            threshold,
            String.format(Locale.ROOT, "sensitivity >= %.2f", target),
            at.tp(),
            at.fp(),
            at.tn(),
            at.fn(),
            at.sensitivity(),
            at.specificity(),
            at.ppv(),
            at.npv(),
            ci95,
            at.prevalence()));
  }

  private double threshold(LabelSample sample, long positives) {
    double[] found = new double[Math.toIntExact(positives)];
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
    return (positive + negative) / 2;
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
