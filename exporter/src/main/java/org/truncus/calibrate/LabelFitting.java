package org.truncus.calibrate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.metric.LabelSample;
import org.truncus.problem.UsageException;

/** Chooses and fits the calibrator of one label of its own. */
final class LabelFitting {

  /** What can be fitted to a label alone, the simpler first. */
  private static final List<CalibrationMethod> METHODS =
      List.of(
          CalibrationMethod.TEMPERATURE,
          CalibrationMethod.PLATT,
          CalibrationMethod.BETA,
          CalibrationMethod.ISOTONIC);

  private final String label;
  private final LabelFit rows;
  private final String[] patients;
  private final PatientFolds folds;

  /**
   * What came of it.
   *
   * @param calibrator fitted on all rows
   * @param crossValidatedNll by method that was tried
   * @param reason why it isn't what was asked for; null where it is
   * @param crossFitted {@code [N]} calibrated logits, each by a calibrator that doesn't know the
   *     patient
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by identity
  record Result(
      Calibrator calibrator,
      Map<CalibrationMethod, Double> crossValidatedNll,
      String reason,
      double[] crossFitted) {}

  /** Rows of a label, whose logits are still to be corrected. */
  LabelFitting(String label, LabelSample sample, PriorCorrection correction) {
    this.label = label;
    double[] z = sample.logits().clone();
    for (int i = 0; i < z.length; i++) {
      z[i] -= correction.logit();
    }
    this.rows = new LabelFit(z, sample.positives());
    this.patients = sample.patients();
    this.folds = PatientFolds.of(patients, sample.positives());
  }

  /** The simplest of the methods that is as good as the best of those there are rows for. */
  Result chosen() {
    Map<CalibrationMethod, double[]> crossFitted = new LinkedHashMap<>();
    Map<CalibrationMethod, Calibrator> fitted = new LinkedHashMap<>();
    String reason = null;
    for (CalibrationMethod method : METHODS) {
      try {
        fitted.put(method, fit(method));
        crossFitted.put(method, rows.crossFitted(method, folds));
      } catch (UnfittableException e) {
        reason = reason == null ? e.getMessage() : reason;
      }
    }
    if (fitted.isEmpty()) {
      return uncalibrated(reason);
    }
    Map<CalibrationMethod, double[]> losses = new LinkedHashMap<>();
    crossFitted.forEach((method, logits) -> losses.put(method, rows.losses(logits)));
    CalibrationMethod method = MethodSelection.simplest(losses, patients);
    return new Result(
        fitted.get(method), MethodSelection.means(losses), null, crossFitted.get(method));
  }

  /**
   * The method that was asked for.
   *
   * @param byName whether it was asked for this very label: then it is this one or none
   * @throws UsageException where it was and the rows can't tell its parameters
   */
  Result asked(CalibrationMethod method, boolean byName) {
    if (method == CalibrationMethod.NONE) {
      return uncalibrated("none was asked for");
    }
    String objection = null;
    for (int i = METHODS.indexOf(method); i >= 0; i--) {
      CalibrationMethod simpler = METHODS.get(i);
      try {
        Calibrator calibrator = fit(simpler);
        double[] logits = rows.crossFitted(simpler, folds);
        Map<CalibrationMethod, double[]> losses = Map.of(simpler, rows.losses(logits));
        return new Result(calibrator, MethodSelection.means(losses), objection, logits);
      } catch (UnfittableException e) {
        if (byName) {
          throw new UsageException(
              String.format(
                  "--calibration %s=%s: %s. Choose a simpler method, or auto",
                  label, method.text(), e.getMessage()),
              e);
        }
        objection =
            objection == null ? method.text() + " was asked for, but " + e.getMessage() : objection;
      }
    }
    return uncalibrated(objection);
  }

  /** Scores as they are. */
  Result uncalibrated(String reason) {
    return new Result(new Uncalibrated(), Map.of(), reason, rows.z());
  }

  /** Why a method isn't to be tried: too few patients, or scores that are no numbers. */
  void checkEnough(CalibrationMethod method) {
    for (double z : rows.z()) {
      if (!Double.isFinite(z)) {
        throw new UnfittableException("a logit of the validation split is no finite number");
      }
    }
    int positives = PatientCounts.of(patients, rows.positives(), true);
    int negatives = PatientCounts.of(patients, rows.positives(), false);
    if (Math.min(positives, negatives) < method.leastPatients()) {
      throw new UnfittableException(
          String.format(
              "the validation split has %d positive and %d negative patients, %d of each are"
                  + " needed for %s",
              positives, negatives, method.leastPatients(), method.text()));
    }
  }

  private Calibrator fit(CalibrationMethod method) {
    checkEnough(method);
    return rows.fit(method);
  }

  /** The rows, with corrected logits. */
  LabelFit rows() {
    return rows;
  }
}
