package org.truncus.validate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.truncus.list.KnownNames;
import org.truncus.metric.Rate;

/** What a validation measures: of one label's scores, of its decisions, or of the whole. */
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
  SENSITIVITY(Rate.SENSITIVITY, "Sensitivity"),
  /** Share of the negative rows called negative. */
  SPECIFICITY(Rate.SPECIFICITY, "Specificity"),
  /** Share of the rows called positive that are. */
  PPV(Rate.PPV, "PPV"),
  /** Share of the rows called negative that are. */
  NPV(Rate.NPV, "NPV"),
  /** Harmonic mean of sensitivity and PPV. */
  F1(Rate.F1, "F1"),
  /** Sensitivity by false positive rate. */
  POSITIVE_LIKELIHOOD_RATIO(Rate.POSITIVE_LIKELIHOOD_RATIO, "Likelihood ratio, positive"),
  /** False negative rate by specificity. */
  NEGATIVE_LIKELIHOOD_RATIO(Rate.NEGATIVE_LIKELIHOOD_RATIO, "Likelihood ratio, negative"),
  /** Rows called positive of 1,000. */
  FLAGGED_PER_THOUSAND(Rate.FLAGGED_PER_THOUSAND, "Flagged per 1,000"),
  /** Rows called positive for one that is. */
  NUMBER_NEEDED_TO_ALERT(Rate.NUMBER_NEEDED_TO_ALERT, "Alerts per true finding"),
  /** Positive predictive value at the stated prevalence. */
  PPV_AT_PREVALENCE(Rate.PPV_AT_PREVALENCE, "PPV at the stated prevalence"),
  /** Negative predictive value at the stated prevalence. */
  NPV_AT_PREVALENCE(Rate.NPV_AT_PREVALENCE, "NPV at the stated prevalence"),
  /** Called positive of 1,000 at the stated prevalence. */
  FLAGGED_PER_THOUSAND_AT_PREVALENCE(
      Rate.FLAGGED_PER_THOUSAND_AT_PREVALENCE, "Flagged per 1,000 at the stated prevalence"),
  /** Called positive for one that is, at the stated prevalence. */
  NUMBER_NEEDED_TO_ALERT_AT_PREVALENCE(
      Rate.NUMBER_NEEDED_TO_ALERT_AT_PREVALENCE,
      "Alerts per true finding at the stated prevalence"),
  /** Share of the rows of the list that could not be scored. */
  FAILURE_RATE("failureRate", "Not evaluable"),
  /** Median time to read and score one image, in seconds. */
  LATENCY_P50("latencyP50", "Median latency"),
  /** 95th percentile of the same. */
  LATENCY_P95("latencyP95", "95th percentile of latency"),
  /** 99th percentile of the same. */
  LATENCY_P99("latencyP99", "99th percentile of latency"),
  /** Rows that trained or calibrated the model. */
  SEEN_IN_TRAINING("seenInTraining", "Rows used in training"),
  /** Largest difference of a probability between two runs. */
  RUN_TO_RUN("runToRun", "Run-to-run difference"),
  /** Share of the package's golden vectors that come out as recorded. */
  GOLDEN_VECTORS("goldenVectors", "Golden vectors");

  private final String key;
  private final String title;
  private final Rate rate;

  Metric(String key, String title) {
    this.key = key;
    this.title = title;
    this.rate = null;
  }

  Metric(Rate rate, String title) {
    this.key = rate.key();
    this.title = title;
    this.rate = rate;
  }

  /** Its name in {@code report.json}. */
  public String key() {
    return key;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }

  /** Which rate it is, where it is one at an operating point. */
  Optional<Rate> rate() {
    return Optional.ofNullable(rate);
  }

  /** The metrics of decisions at an operating point. */
  static List<Metric> ofDecisions() {
    return Arrays.stream(values()).filter(metric -> metric.rate != null).toList();
  }

  /** Whether it is one number of the whole validation, without label, group and interval. */
  boolean isOfTheWhole() {
    return compareTo(FAILURE_RATE) >= 0;
  }

  /** Whether it is a share of rows, shown in per cent. */
  boolean isShare() {
    return this == FAILURE_RATE
        || this == GOLDEN_VECTORS
        || this == PPV_AT_PREVALENCE
        || this == NPV_AT_PREVALENCE
        || (rate != null && rate.isProportion());
  }

  /** Whether it counts alerts, shown with one decimal. */
  boolean isCount() {
    return switch (this) {
      case FLAGGED_PER_THOUSAND,
          FLAGGED_PER_THOUSAND_AT_PREVALENCE,
          NUMBER_NEEDED_TO_ALERT,
          NUMBER_NEEDED_TO_ALERT_AT_PREVALENCE ->
          true;
      default -> false;
    };
  }

  /** Whether groups have it, with a gap to the whole, and more of it is better. */
  boolean hasGap() {
    return this == AUROC
        || this == AUPRC
        || this == SENSITIVITY
        || this == SPECIFICITY
        || this == PPV
        || this == NPV;
  }

  /** The metric of a name in any of {@code calibrationSlope}, {@code calibration_slope}. */
  static Optional<Metric> byName(String name) {
    String wanted = plain(name);
    if (wanted.equals("notevaluable")) {
      return Optional.of(FAILURE_RATE);
    }
    return Arrays.stream(values()).filter(metric -> plain(metric.key).equals(wanted)).findFirst();
  }

  /** The known name that a misspelt one is nearest to. */
  static Optional<String> nearest(String name) {
    return KnownNames.nearest(name, Arrays.stream(values()).map(Metric::key).toList());
  }

  static String names() {
    return Arrays.stream(values()).map(Metric::key).collect(Collectors.joining(", "));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "");
  }
}
