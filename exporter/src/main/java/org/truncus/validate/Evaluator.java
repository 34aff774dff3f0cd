package org.truncus.validate;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.metric.Auroc;
import org.truncus.metric.AveragePrecision;
import org.truncus.metric.Brier;
import org.truncus.metric.CalibrationError;
import org.truncus.metric.CalibrationLine;
import org.truncus.metric.Confusion;
import org.truncus.metric.IntSampleStatistic;
import org.truncus.metric.Interval;
import org.truncus.metric.LabelSample;
import org.truncus.metric.PatientBootstrap;

/**
 * Computes what a report says of one label, with intervals.
 *
 * @param bootstrap draws patients
 * @param prevalence by label, where the hospital states one
 */
record Evaluator(PatientBootstrap bootstrap, Map<String, Double> prevalence) {

  /** Everything, for the whole list. */
  LabelResult full(String label, LabelSample sample, List<OperatingPoint> points) {
    double[] p = sample.scores();
    boolean[] y = sample.positives();
    CalibrationLine line = CalibrationLine.of(p, y);
    Map<Metric, Double> values = new LinkedHashMap<>();
    Map<Metric, IntSampleStatistic> statistics = new LinkedHashMap<>();
    discrimination(sample, values, statistics);
    values.put(Metric.BRIER, Brier.of(p, y));
    statistics.put(Metric.BRIER, Brier.sample(p, y));
    values.put(Metric.ECE, CalibrationError.of(p, y));
    statistics.put(Metric.ECE, CalibrationError.sample(p, y));
    values.put(Metric.CALIBRATION_SLOPE, line.slope());
    statistics.put(Metric.CALIBRATION_SLOPE, CalibrationLine.slopeSample(p, y));
    values.put(Metric.CALIBRATION_INTERCEPT, line.intercept());
    statistics.put(Metric.CALIBRATION_INTERCEPT, CalibrationLine.interceptSample(p, y));
    return result(label, sample, points, estimates(sample, values, statistics));
  }

  /** Discrimination and decisions, for a subgroup. */
  LabelResult brief(String label, LabelSample sample, List<OperatingPoint> points) {
    Map<Metric, Double> values = new LinkedHashMap<>();
    Map<Metric, IntSampleStatistic> statistics = new LinkedHashMap<>();
    discrimination(sample, values, statistics);
    return result(label, sample, points, estimates(sample, values, statistics));
  }

  private static void discrimination(
      LabelSample sample, Map<Metric, Double> values, Map<Metric, IntSampleStatistic> statistics) {
    double[] ranks = sample.rankScores();
    boolean[] y = sample.positives();
    values.put(Metric.AUROC, Auroc.of(ranks, y));
    statistics.put(Metric.AUROC, Auroc.sample(ranks, y));
    values.put(Metric.AUPRC, AveragePrecision.of(ranks, y));
    statistics.put(Metric.AUPRC, AveragePrecision.sample(ranks, y));
  }

  private Map<Metric, Estimate> estimates(
      LabelSample sample, Map<Metric, Double> values, Map<Metric, IntSampleStatistic> statistics) {
    List<Interval> intervals =
        PointIntervals.enoughPatients(sample)
            ? bootstrap.intervals(
                sample.patients(), sample.positives(), List.copyOf(statistics.values()))
            : Collections.nCopies(statistics.size(), Interval.undefined());
    Map<Metric, Estimate> estimates = new LinkedHashMap<>();
    int i = 0;
    for (Metric metric : statistics.keySet()) {
      estimates.put(metric, bootstrapped(values.get(metric), intervals.get(i++)));
    }
    return estimates;
  }

  private static Estimate bootstrapped(double value, Interval interval) {
    return Double.isNaN(value) || !interval.isDefined()
        ? Estimate.plain(value)
        : new Estimate(value, interval, Estimate.Method.BOOTSTRAP);
  }

  private LabelResult result(
      String label,
      LabelSample sample,
      List<OperatingPoint> points,
      Map<Metric, Estimate> metrics) {
    long patients = Arrays.stream(sample.patients()).distinct().count();
    return new LabelResult(
        label,
        sample,
        sample.positiveCount(),
        patients,
        metrics,
        points.stream().map(point -> point(sample, point)).toList());
  }

  private PointResult point(LabelSample sample, OperatingPoint point) {
    Confusion at = Confusion.at(sample.scores(), sample.positives(), point.threshold());
    PointIntervals intervals = new PointIntervals(sample, point.threshold(), bootstrap);
    Map<Metric, Estimate> metrics = new LinkedHashMap<>();
    metrics.put(Metric.SENSITIVITY, intervals.proportion(Confusion::sensitivity, row -> row.y()));
    metrics.put(Metric.SPECIFICITY, intervals.proportion(Confusion::specificity, row -> !row.y()));
    metrics.put(Metric.PPV, intervals.proportion(Confusion::ppv, row -> row.called()));
    metrics.put(Metric.NPV, intervals.proportion(Confusion::npv, row -> !row.called()));
    Double stated = prevalence.get(point.label());
    if (stated != null) {
      ToDoubleFunction<Confusion> ppv = c -> c.ppvAtPrevalence(stated);
      ToDoubleFunction<Confusion> npv = c -> c.npvAtPrevalence(stated);
      metrics.put(Metric.PPV_AT_PREVALENCE, intervals.bootstrapped(ppv));
      metrics.put(Metric.NPV_AT_PREVALENCE, intervals.bootstrapped(npv));
    }
    return new PointResult(point, at, metrics);
  }
}
