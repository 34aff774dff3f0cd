package org.truncus.calibrate;

/**
 * The rows of one label that a calibrator is fitted on.
 *
 * @param z {@code [N]} finite logits after the correction of priors
 * @param positives {@code [N]}
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity
record LabelFit(double[] z, boolean[] positives) {

  /**
   * Fits a calibrator.
   *
   * @throws UnfittableException where these rows don't tell its parameters
   */
  Calibrator fit(CalibrationMethod method) {
    return switch (method) {
      case NONE -> new Uncalibrated();
      case TEMPERATURE -> new Temperature(TemperatureScaling.fit(z, positives));
      case JOINT_TEMPERATURE -> new JointTemperature(TemperatureScaling.fit(z, positives));
      case PLATT -> PlattScaling.fit(z, positives);
      case BETA -> BetaCalibration.fit(z, positives);
      case ISOTONIC -> IsotonicRegression.fit(z, positives);
      case VECTOR -> throw new IllegalArgumentException("vector scaling is for classes");
    };
  }

  /**
   * The calibrated logit of every row, by a calibrator that was fitted without its patient. Where
   * the other folds can't tell the parameters, the scores stay as they are, which is what would
   * have been done with them.
   */
  double[] crossFitted(CalibrationMethod method, PatientFolds folds) {
    double[] calibrated = new double[z.length];
    for (int fold = 0; fold < folds.count(); fold++) {
      Calibrator calibrator;
      try {
        calibrator = rows(folds.rows(fold, false)).fit(method);
      } catch (UnfittableException e) {
        calibrator = new Uncalibrated();
      }
      for (int row : folds.rows(fold, true)) {
        calibrated[row] = calibrator.logit(z[row]);
      }
    }
    return calibrated;
  }

  /** Some of the rows. */
  LabelFit rows(int[] rows) {
    double[] someZ = new double[rows.length];
    boolean[] somePositives = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      someZ[i] = z[rows[i]];
      somePositives[i] = positives[rows[i]];
    }
    return new LabelFit(someZ, somePositives);
  }

  /** The negative log-likelihood of each row's outcome, in nats. */
  double[] losses(double[] calibrated) {
    double[] losses = new double[calibrated.length];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = Logits.loss(calibrated[i], positives[i]);
    }
    return losses;
  }
}
