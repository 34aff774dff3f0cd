package org.truncus.calibrate;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.truncus.metric.Confusion;
import org.truncus.metric.LabelSample;
import org.truncus.metric.ThresholdChoice;

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
    OptionalDouble chosen = ThresholdChoice.sensitivity(sample, target);
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    double threshold = chosen.getAsDouble();
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
}
