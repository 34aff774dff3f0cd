package org.truncus.calibrate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.truncus.metric.Confusion;
import org.truncus.metric.LabelSample;

/**
 * Chooses the highest threshold whose sensitivity reaches a target, so that specificity is as high
 * as it can be. The threshold is set half way down to the next lower score, at most {@value
 * #MARGIN} lower: the decisions are the same, and rounding can't flip the row that fixes it.
 *
 * @param target wanted sensitivity in (0,1]
 */
public record TargetSensitivity(double target) {

  private static final double MARGIN = 0.0005;

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
    double lowestFound = found[n - needed];
    double below = 0;
    for (double score : sample.scores()) {
      if (score < lowestFound) {
        below = Math.max(below, score);
      }
    }
    return Math.max((lowestFound + below) / 2, lowestFound - MARGIN);
  }
}
