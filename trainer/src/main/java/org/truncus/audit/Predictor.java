package org.truncus.audit;

import java.util.Comparator;
import org.truncus.metric.Bootstrapped;

/**
 * How well one measure alone tells one contrast.
 *
 * @param contrast on the rows that have the measure
 * @param measure what predicts
 * @param auroc area under the ROC curve, interval drawn by patient. Of a number in the direction
 *     that fits, so at least 0.5; of a category that of its rate in other patients, which below 0.5
 *     is of no use
 * @param tells in which direction, in words
 * @param verdict by the rule of {@link Verdict}
 */
public record Predictor(
    Contrast contrast, Measure measure, Bootstrapped auroc, String tells, Verdict verdict) {

  /** The most certain first. */
  static final Comparator<Predictor> BY_CERTAINTY =
      Comparator.comparing(Predictor::verdict)
          .thenComparing(Predictor::certainty, Comparator.reverseOrder())
          .thenComparing(p -> p.auroc().value(), Comparator.reverseOrder());

  private double certainty() {
    return auroc.ci95().isDefined() ? auroc.ci95().low() : 0;
  }
}
