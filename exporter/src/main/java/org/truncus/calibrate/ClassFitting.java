package org.truncus.calibrate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chooses and fits the calibrators of the classes of a softmax, all together. */
final class ClassFitting {

  private static final List<CalibrationMethod> METHODS =
      List.of(CalibrationMethod.TEMPERATURE, CalibrationMethod.VECTOR);

  private final ClassRows rows;
  private final int labels;
  private final PatientFolds folds;

  /**
   * What came of it.
   *
   * @param calibrators one a class
   * @param crossValidatedNll by method that was tried
   * @param reason why it isn't what was asked for; null where it is
   * @param crossFitted the rows with calibrated logits, each by calibrators that don't know the
   *     patient
   */
  record Result(
      List<? extends Calibrator> calibrators,
      Map<CalibrationMethod, Double> crossValidatedNll,
      String reason,
      ClassRows crossFitted) {}

  ClassFitting(ClassRows rows, int labels) {
    this.rows = rows;
    this.labels = labels;
    this.folds = PatientFolds.of(rows.patients(), rows.classes());
  }

  /**
   * The method asked for, or a simpler one with the reason.
   *
   * @param asked null to choose
   */
  Result fit(CalibrationMethod asked) {
    if (asked == CalibrationMethod.NONE) {
      return uncalibrated("none was asked for");
    }
    Map<CalibrationMethod, List<? extends Calibrator>> fitted = new LinkedHashMap<>();
    Map<CalibrationMethod, ClassRows> crossFitted = new LinkedHashMap<>();
    Map<CalibrationMethod, double[]> losses = new LinkedHashMap<>();
    Map<CalibrationMethod, String> objections = new LinkedHashMap<>();
    for (CalibrationMethod method : METHODS) {
      if (asked == null || method.compareTo(asked) <= 0) {
        try {
          checkEnough(method);
          fitted.put(method, fit(method, rows));
          crossFitted.put(method, crossFitted(method));
          losses.put(method, crossFitted.get(method).losses());
        } catch (UnfittableException e) {
          objections.put(method, e.getMessage());
        }
      }
    }
    if (fitted.isEmpty()) {
      return uncalibrated(objections.get(CalibrationMethod.TEMPERATURE));
    }
    CalibrationMethod method =
        asked == null
            ? MethodSelection.simplest(losses, rows.patients())
            : fitted.containsKey(asked) ? asked : CalibrationMethod.TEMPERATURE;
    String reason =
        asked == null || method == asked
            ? null
            : asked.text() + " was asked for, but " + objections.get(asked);
    return new Result(
        fitted.get(method), MethodSelection.means(losses), reason, crossFitted.get(method));
  }

  private Result uncalibrated(String reason) {
    return new Result(Collections.nCopies(labels, new Uncalibrated()), Map.of(), reason, rows);
  }

  private void checkEnough(CalibrationMethod method) {
    if (!rows.isFinite()) {
      throw new UnfittableException("a logit of the validation split is no finite number");
    }
    int fewest = rows.fewestPatients(labels);
    if (fewest < method.leastPatients()) {
      throw new UnfittableException(
          String.format(
              "the rarest class of the validation split has %d patients, %d are needed for %s",
              fewest, method.leastPatients(), method.text()));
    }
  }

  private List<? extends Calibrator> fit(CalibrationMethod method, ClassRows some) {
    if (method == CalibrationMethod.VECTOR) {
      return VectorScaling.fit(some.logits(), some.classes());
    }
    double temperature = TemperatureScaling.fit(some.logits(), some.classes());
    return Collections.nCopies(labels, new Temperature(temperature));
  }

  private ClassRows crossFitted(CalibrationMethod method) {
    double[][] calibrated = new double[rows.classes().length][];
    for (int fold = 0; fold < folds.count(); fold++) {
      List<? extends Calibrator> calibrators;
      try {
        calibrators = fit(method, rows.rows(folds.rows(fold, false)));
      } catch (UnfittableException e) {
        calibrators = Collections.nCopies(labels, new Uncalibrated());
      }
      for (int row : folds.rows(fold, true)) {
        calibrated[row] = new double[labels];
        for (int l = 0; l < labels; l++) {
          calibrated[row][l] = calibrators.get(l).logit(rows.logits()[row][l]);
        }
      }
    }
    return rows.with(calibrated);
  }
}
