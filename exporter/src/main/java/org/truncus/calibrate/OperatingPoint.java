package org.truncus.calibrate;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.truncus.metric.Interval;

/**
 * A threshold on the calibrated probability of one label: positive where {@code probability >=
 * threshold}. Sensitivity and the like are those on the rows that chose the threshold, so they are
 * optimistic; a validation on other data is what counts.
 *
 * @param label name of the label
 * @param name name of the point, for example {@code sensitivity-0.90}
 * @param threshold in [0,1]
 * @param target what was asked for, for example {@code sensitivity >= 0.90}
 * @param truePositives positive rows at or above the threshold
 * @param falsePositives negative rows at or above the threshold
 * @param trueNegatives negative rows below the threshold
 * @param falseNegatives positive rows below the threshold
 * @param sensitivity tp / (tp + fn)
 * @param specificity tn / (tn + fp)
 * @param ppv tp / (tp + fp); NaN where nothing is called positive
 * @param npv tn / (tn + fn); NaN where nothing is called negative
 * @param ci95 intervals of these four with the threshold held fixed: patient bootstrap, or Wilson's
 *     where every row is of another patient or the bootstrap has no width
 * @param prevalence share of positives among the rows that chose the threshold
 * @param isDefault whether decisions are made at it
 * @param thresholdCi95 what lies between the 2.5th and 97.5th percentile of the thresholds chosen
 *     on resamples of the patients; undefined with few patients
 * @param stated predictive values at the prevalence that the target states; null where it states
 *     none
 */
public record OperatingPoint(
    String label,
    String name,
    double threshold,
    String target,
    long truePositives,
    long falsePositives,
    long trueNegatives,
    long falseNegatives,
    double sensitivity,
    double specificity,
    double ppv,
    double npv,
    Intervals ci95,
    double prevalence,
    @JsonProperty("default") boolean isDefault,
    @JsonFormat(shape = JsonFormat.Shape.ARRAY) @JsonIgnoreProperties("defined")
        Interval thresholdCi95,
    Stated stated) {

  /** Checks the threshold. */
  public OperatingPoint {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(name, "name");
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold must be in [0,1]: " + threshold);
    }
    thresholdCi95 = thresholdCi95 == null ? Interval.undefined() : thresholdCi95;
  }

  /** A point of which no more is known. */
  public OperatingPoint(
      String label,
      String name,
      double threshold,
      String target,
      long truePositives,
      long falsePositives,
      long trueNegatives,
      long falseNegatives,
      double sensitivity,
      double specificity,
      double ppv,
      double npv,
      Intervals ci95,
      double prevalence) {
    this(
        label,
        name,
        threshold,
        target,
        truePositives,
        falsePositives,
        trueNegatives,
        falseNegatives,
        sensitivity,
        specificity,
        ppv,
        npv,
        ci95,
        prevalence,
        false,
        null,
        null);
  }

  /** Whether a calibrated probability is a positive at this point. */
  public boolean positive(double probability) {
    return probability >= threshold;
  }

  /**
   * Predictive values where the finding is as frequent as stated (Bayes).
   *
   * @param prevalence in (0,1)
   * @param ppv NaN where nothing is called positive
   * @param ppvCi95 patient bootstrap
   * @param npv NaN where nothing is called negative
   * @param npvCi95 patient bootstrap
   */
  public record Stated(
      double prevalence,
      double ppv,
      @JsonFormat(shape = JsonFormat.Shape.ARRAY) @JsonIgnoreProperties("defined") Interval ppvCi95,
      double npv,
      @JsonFormat(shape = JsonFormat.Shape.ARRAY) @JsonIgnoreProperties("defined")
          Interval npvCi95) {}

  /** 95 % intervals, written as {@code [low, high]}. */
  public record Intervals(
      @JsonFormat(shape = JsonFormat.Shape.ARRAY) @JsonIgnoreProperties("defined")
          Interval sensitivity,
      @JsonFormat(shape = JsonFormat.Shape.ARRAY) @JsonIgnoreProperties("defined")
          Interval specificity,
      @JsonFormat(shape = JsonFormat.Shape.ARRAY) @JsonIgnoreProperties("defined") Interval ppv,
      @JsonFormat(shape = JsonFormat.Shape.ARRAY) @JsonIgnoreProperties("defined") Interval npv) {}
}
