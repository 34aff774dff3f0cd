package org.truncus.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A calibration in Markdown, for model cards. */
public final class CalibrationText {

  private CalibrationText() {}

  /** A table of the labels, and below it what was corrected, shifted or could not be done. */
  public static String markdown(Calibration calibration) {
    List<String> lines = new ArrayList<>();
    lines.add("| label | method | | ECE before → after | Brier before → after | NLL | slope |");
    lines.add("|---|---|---|---|---|---|---|");
    calibration.perLabel().forEach((label, one) -> lines.add(row(label, one)));
    lines.add("");
    lines.add(
        "*Before* is what the network says, *after* are cross-fitted probabilities: each patient's"
            + " images by a calibrator that was fitted without them.");
    for (Map.Entry<String, LabelCalibration> entry : calibration.perLabel().entrySet()) {
      remarks(entry.getKey(), entry.getValue()).forEach(remark -> lines.add("- " + remark));
    }
    return String.join("\n", lines);
  }

  private static String row(String label, LabelCalibration one) {
    CalibrationQuality before = one.before();
    CalibrationQuality after = one.after();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %s | %s |",
        label,
        one.method(),
        one.calibrated() ? one.calibrator().words() : "",
        change(before.ece(), after.ece()),
        change(before.brier(), after.brier()),
        change(before.nll(), after.nll()),
        change(before.slope(), after.slope()));
  }

  private static String change(double before, double after) {
    return number(before) + " → " + number(after);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%.4f", value);
  }

  /** What a reader should know of a label's calibration besides its figures. */
  public static List<String> remarks(String label, LabelCalibration one) {
    List<String> remarks = new ArrayList<>();
    PriorCorrection correction = one.priorCorrection();
    if (correction.logit() != 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%s: %+.4f on the logit, since in training %s",
              label,
              -correction.logit(),
              correction.reason()));
    }
    PrevalenceShift shift = one.prevalenceShift();
    if (shift != null) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%s: %+.4f on the calibrated logit, for a prevalence of %s in place of %.4f",
              label,
              shift.logit(),
              shift.to(),
              shift.from()));
    }
    if (one.reason() != null) {
      remarks.add(label + ": " + one.method() + ", as " + one.reason());
    }
    return remarks;
  }
}
