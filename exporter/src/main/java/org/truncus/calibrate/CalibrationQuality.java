package org.truncus.calibrate;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.truncus.metric.Brier;
import org.truncus.metric.BrierDecomposition;
import org.truncus.metric.CalibrationError;
import org.truncus.metric.CalibrationLine;
import org.truncus.metric.Interval;
import org.truncus.metric.LogLoss;

/**
 * How well probabilities fit what happened.
 *
 * @param ece expected calibration error in [0,1], 15 equal-mass bins; lower is better
 * @param brier mean squared difference of probability and target, in [0,1]; lower is better
 * @param nll mean negative log-likelihood in nats; lower is better
 * @param slope of the outcome on the logit of the probability; 1 is best, below 1 the probabilities
 *     are too extreme. NaN where undefined
 * @param intercept of the same line; 0 is best
 * @param decomposition of the Brier score; null where not known
 * @param ci95 patient-bootstrap intervals of the first three; null where not known
 */
public record CalibrationQuality(
    double ece,
    double brier,
    double nll,
    double slope,
    double intercept,
    BrierDecomposition decomposition,
    Intervals ci95) {

  /** The three losses alone. */
  public CalibrationQuality(double ece, double brier, double nll) {
    this(ece, brier, nll, Double.NaN, Double.NaN, null, null);
  }

  /**
   * Measures everything but the intervals.
   *
   * @param probabilities {@code [N]} in [0,1]
   * @param positives {@code [N]}
   */
  public static CalibrationQuality of(double[] probabilities, boolean[] positives) {
    CalibrationLine line = CalibrationLine.of(probabilities, positives);
    return new CalibrationQuality(
        CalibrationError.of(probabilities, positives),
        Brier.of(probabilities, positives),
        LogLoss.of(probabilities, positives),
        line.slope(),
        line.intercept(),
        BrierDecomposition.of(probabilities, positives),
        null);
  }

  /** The same with another likelihood. */
  CalibrationQuality withNll(double newNll) {
    return new CalibrationQuality(ece, brier, newNll, slope, intercept, decomposition, ci95);
  }

  /** The same with intervals. */
  CalibrationQuality with(Intervals intervals) {
    return new CalibrationQuality(ece, brier, nll, slope, intercept, decomposition, intervals);
  }

  /** 95 % intervals, written as {@code [low, high]}. */
  public record Intervals(
      @JsonFormat(shape = JsonFormat.Shape.ARRAY) @JsonIgnoreProperties("defined") Interval ece,
      @JsonFormat(shape = JsonFormat.Shape.ARRAY) @JsonIgnoreProperties("defined") Interval brier,
      @JsonFormat(shape = JsonFormat.Shape.ARRAY) @JsonIgnoreProperties("defined") Interval nll) {}
}
