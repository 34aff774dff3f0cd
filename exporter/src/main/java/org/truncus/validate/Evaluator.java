package org.truncus.validate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.metric.Difference;
import org.truncus.metric.GroupEvaluation;
import org.truncus.metric.LabelEvaluation;
import org.truncus.metric.LabelSample;
import org.truncus.metric.PatientBootstrap;
import org.truncus.metric.Rate;
import org.truncus.metric.RateEstimate;
import org.truncus.metric.ThresholdRates;
import org.truncus.validate.Estimate.Method;

/**
 * Computes what a report says of one label, with intervals.
 *
 * @param bootstrap draws patients
 * @param options prevalences, and when a group is sufficient
 */
record Evaluator(PatientBootstrap bootstrap, ValidationOptions options) {

  /** Everything, for the whole list. */
  LabelResult full(String label, LabelSample sample, List<OperatingPoint> points) {
    double[] thresholds = points.stream().mapToDouble(OperatingPoint::threshold).toArray();
    LabelEvaluation found =
        LabelEvaluation.of(sample, thresholds, options.prevalenceOf(label), true, bootstrap);
    Map<Metric, Estimate> metrics = new LinkedHashMap<>();
    metrics.put(Metric.AUROC, Estimate.of(found.discrimination().auroc(), Method.BOOTSTRAP_LOGIT));
    metrics.put(
        Metric.AUPRC,
        Estimate.of(found.discrimination().averagePrecision(), Method.BOOTSTRAP_LOGIT));
    metrics.put(Metric.BRIER, Estimate.of(found.losses().brier(), Method.BOOTSTRAP));
    metrics.put(Metric.ECE, Estimate.of(found.calibration().error(), Method.BOOTSTRAP));
    metrics.put(
        Metric.CALIBRATION_SLOPE, Estimate.of(found.calibration().slope(), Method.BOOTSTRAP));
    metrics.put(
        Metric.CALIBRATION_INTERCEPT,
        Estimate.of(found.calibration().intercept(), Method.BOOTSTRAP));
    List<PointResult> results = new ArrayList<>();
    for (int p = 0; p < points.size(); p++) {
      results.add(point(points.get(p), found.points().get(p)));
    }
    return new LabelResult(
        label,
        sample,
        sample.positiveCount(),
        found.discrimination().patients(),
        metrics,
        results,
        found.discrimination(),
        Map.of(),
        options.sufficient());
  }

  /**
   * Groups of the rows, each with its distance from the whole on the same resamples.
   *
   * @param groups numbers of rows of the sample
   */
  List<LabelResult> groups(
      String label, LabelSample whole, List<int[]> groups, List<OperatingPoint> points) {
    double threshold = points.isEmpty() ? Double.NaN : points.get(0).threshold();
    return GroupEvaluation.of(whole, groups, threshold, bootstrap).stream()
        .map(group -> group(label, group, points))
        .toList();
  }

  private LabelResult group(String label, GroupEvaluation group, List<OperatingPoint> points) {
    Map<Metric, Estimate> metrics = new LinkedHashMap<>();
    metrics.put(Metric.AUROC, Estimate.of(group.auroc(), Method.BOOTSTRAP_LOGIT));
    metrics.put(Metric.AUPRC, Estimate.of(group.averagePrecision(), Method.BOOTSTRAP_LOGIT));
    Map<Metric, Difference> gaps = new EnumMap<>(Metric.class);
    gaps.put(Metric.AUROC, group.aurocGap());
    gaps.put(Metric.AUPRC, group.averagePrecisionGap());
    for (Metric metric : Metric.ofDecisions()) {
      Difference gap = group.rateGaps().get(metric.rate().orElseThrow());
      if (gap != null && metric.hasGap()) {
        gaps.put(metric, gap);
      }
    }
    return new LabelResult(
        label,
        group.sample(),
        group.sample().positiveCount(),
        group.patients(),
        metrics,
        group.rates() == null ? List.of() : List.of(point(points.get(0), group.rates())),
        null,
        gaps,
        options.sufficient());
  }

  private static PointResult point(OperatingPoint point, ThresholdRates rates) {
    Map<Metric, Estimate> metrics = new LinkedHashMap<>();
    for (Metric metric : Metric.ofDecisions()) {
      Rate rate = metric.rate().orElseThrow();
      RateEstimate estimate = rates.rates().get(rate);
      if (estimate != null) {
        metrics.put(metric, Estimate.of(estimate));
      }
    }
    return new PointResult(point, rates.at(), metrics);
  }
}
