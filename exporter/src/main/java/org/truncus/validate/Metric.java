package org.truncus.validate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a validation measures of one label. */
public enum Metric {
  /** Area under the ROC curve. */
  AUROC("auroc", "AUROC"),
  /** Area under the precision-recall curve, as average precision. */
  AUPRC("auprc", "AUPRC"),
  /** Mean squared difference of probability and finding. */
  BRIER("brier", "Brier score"),
  /** Expected calibration error, 15 equal-mass bins. */
  ECE("ece", "Calibration error (ECE)"),
  /** Slope of the logistic recalibration line; 1 is ideal. */
  CALIBRATION_SLOPE("calibrationSlope", "Calibration slope"),
  /** Intercept of the logistic recalibration line; 0 is ideal. */
  CALIBRATION_INTERCEPT("calibrationIntercept", "Calibration intercept"),
  /** Share of the positive rows called positive. */
  SENSITIVITY("sensitivity", "Sensitivity"),
  /** Share of the negative rows called negative. */
  SPECIFICITY("specificity", "Specificity"),
  /** Share of the rows called positive that are. */
  PPV("ppv", "PPV"),
  /** Share of the rows called negative that are. */
  NPV("npv", "NPV"),
  /** Positive predictive value at the stated prevalence. */
  PPV_AT_PREVALENCE("ppvAtPrevalence", "PPV at the stated prevalence"),
  /** Negative predictive value at the stated prevalence. */
  NPV_AT_PREVALENCE("npvAtPrevalence", "NPV at the stated prevalence"),
  /** Share of the rows of the list that could not be scored. */
  FAILURE_RATE("failureRate", "Failure rate");

  private final String key;
  private final String title;

  Metric(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /** Its name in {@code report.json}. */
  public String key() {
    return key;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }

  /** The metric of a name in any of {@code calibrationSlope}, {@code calibration_slope}. */
  static Optional<Metric> byName(String name) {
    String wanted = plain(name);
    return Arrays.stream(values()).filter(metric -> plain(metric.key).equals(wanted)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(Metric::key).collect(Collectors.joining(", "));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "");
  }
}
