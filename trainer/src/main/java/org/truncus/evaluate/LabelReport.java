package org.truncus.evaluate;

import org.truncus.list.ScoreKind;
import org.truncus.metric.LabelEvaluation;
import org.truncus.metric.LabelSample;

/**
 * What was found of one label.
 *
 * @param label its name
 * @param masked rows left out since their target isn't known
 * @param thresholdsOn the column that thresholds refer to
 * @param sample the rows
 * @param evaluation the measurements
 */
public record LabelReport(
    String label,
    long masked,
    ScoreKind thresholdsOn,
    LabelSample sample,
    LabelEvaluation evaluation) {

  /** Name of the column that thresholds refer to. */
  public String thresholdColumn() {
    return label + thresholdsOn.suffix();
  }

  /** Whether the thresholds are on probabilities. */
  public boolean onProbabilities() {
    return thresholdsOn == ScoreKind.PROBABILITY;
  }
}
