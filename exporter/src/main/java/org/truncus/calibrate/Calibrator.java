package org.truncus.calibrate;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Makes a better logit of a logit. Of a label of its own the probability is {@code
 * sigmoid(logit(z))}, of the classes of a softmax {@code softmax(logit(z))}, where only those that
 * {@link CalibrationMethod#forClasses} are allowed. None falls anywhere, so that the ranking of
 * images stays; {@link Isotonic} makes ties.
 *
 * <p>Graphs of packages compute the same in double precision.
 */
@JsonIgnoreProperties({"method", "words"})
public sealed interface Calibrator
    permits Uncalibrated, Temperature, JointTemperature, Platt, Beta, Isotonic, VectorScale {

  /** What it is. */
  CalibrationMethod method();

  /**
   * The calibrated logit.
   *
   * @param z logit after the correction of priors; infinite ones are taken to their limit, NaN
   *     stays NaN
   */
  double logit(double z);

  /** {@code sigmoid(logit(z))}, in [0,1]. */
  default double probability(double z) {
    return Logits.sigmoid(logit(z));
  }

  /** Formula and parameters, for people. */
  String words();
}
