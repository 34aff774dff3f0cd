package org.truncus.calibrate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The calibration of one label: {@code z = calibrator(logit − prior correction) + prevalence
 * shift}, and of this the sigmoid, or for a multi-class model the softmax over all classes. In JSON
 * the parameters of the calibrator stand beside {@code method}.
 *
 * @param calibrator what is done to the corrected logit
 * @param priorCorrection what is subtracted from the logit first
 * @param prevalenceShift what is added last; null where no other prevalence was stated
 * @param crossValidatedNll by method that was tried, in nats; empty where none was
 * @param reason why the calibrator is not the one asked for, or why there is none; null otherwise
 * @param rows rows with a known target that were used
 * @param positives positive rows among them
 * @param before quality of the network's own probabilities on these rows
 * @param after quality of the calibrated ones, each row by a calibrator fitted without its patient;
 *     before any prevalence shift
 */
@JsonPropertyOrder({"method", "calibrator"})
public record LabelCalibration(
    Calibrator calibrator,
    PriorCorrection priorCorrection,
    PrevalenceShift prevalenceShift,
    Map<CalibrationMethod, Double> crossValidatedNll,
    String reason,
    int rows,
    int positives,
    CalibrationQuality before,
    CalibrationQuality after) {

  /** Name of the method that leaves logits as they are. */
  public static final String NONE = CalibrationMethod.NONE.text();

  /** Checks that method and reason agree. */
  public LabelCalibration {
    Objects.requireNonNull(calibrator, "calibrator");
    priorCorrection = priorCorrection == null ? PriorCorrection.none() : priorCorrection;
    crossValidatedNll =
        crossValidatedNll == null
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(crossValidatedNll));
    if (calibrator instanceof Uncalibrated && reason == null) {
      throw new IllegalArgumentException("method none needs a reason");
    }
  }

  /** A calibrator alone, without correction and shift. */
  public static LabelCalibration of(
      Calibrator calibrator,
      int rows,
      int positives,
      CalibrationQuality before,
      CalibrationQuality after) {
    return new LabelCalibration(
        calibrator, null, null, Map.of(), null, rows, positives, before, after);
  }

  /** Reads what was written, and documents in which a temperature was all there could be. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static LabelCalibration read(ObjectNode json) {
    return LabelCalibrationReader.read(json);
  }

  /** Name of the method. */
  @JsonProperty
  public String method() {
    return calibrator.method().text();
  }

  /** Its parameters; written beside the method. */
  @Override
  @JsonUnwrapped
  public Calibrator calibrator() {
    return calibrator;
  }

  /** Whether a calibrator was fitted, so that scores may be called probabilities. */
  public boolean calibrated() {
    return !(calibrator instanceof Uncalibrated);
  }

  /** What the sigmoid or the softmax is taken of. */
  public double calibratedLogit(double logit) {
    return calibrator.logit(logit - priorCorrection.logit()) + shift();
  }

  /** The probability of a label of its own. */
  public double probability(double logit) {
    return prevalenceShift == null
        ? calibrator.probability(logit - priorCorrection.logit())
        : Logits.sigmoid(calibratedLogit(logit));
  }

  /** What is added last; 0 without a stated prevalence. */
  public double shift() {
    return prevalenceShift == null ? 0 : prevalenceShift.logit();
  }
}
