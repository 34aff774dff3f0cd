package org.truncus.calibrate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truncus.metric.Confusion;
import org.truncus.metric.Interval;
import org.truncus.metric.LabelSample;
import org.truncus.metric.PatientBootstrap;
import org.truncus.metric.Rate;
import org.truncus.metric.RateEstimate;
import org.truncus.metric.ThresholdRates;

/**
 * Chooses thresholds of one label and says how sure they are: the rates at a threshold with
 * intervals that hold it fixed, and the threshold with an interval that chooses it anew on each
 * resample of patients.
 */
final class PointChoice {

  private final String label;
  private final LabelSample sample;
  private final PatientBootstrap bootstrap;
  private final ThresholdSweep sweep;

  /** Chooses on the rows of a label, which has positives and negatives. */
  PointChoice(String label, LabelSample sample, PatientBootstrap bootstrap) {
    this.label = label;
    this.sample = sample;
    this.bootstrap = bootstrap;
    this.sweep = new ThresholdSweep(sample);
  }

  /** The point; empty where no threshold reaches the target. */
  Optional<OperatingPoint> point(PointTarget target, boolean isDefault) {
    return sweep.best(target).map(cut -> point(target, cut, isDefault));
  }

  /** What comes nearest to a target that isn't reached. */
  ThresholdSweep.Cut nearest(PointTarget target) {
    return sweep.nearest(target).orElseThrow();
  }

  private OperatingPoint point(PointTarget target, ThresholdSweep.Cut cut, boolean isDefault) {
    Map<Rate, RateEstimate> rates =
        ThresholdRates.of(sample, new double[] {cut.threshold()}, target.prevalence(), bootstrap)
            .get(0)
            .rates();
    Confusion at = cut.at();
    return new OperatingPoint(
        label,
        target.name(),
        cut.threshold(),
        target.words(),
        at.tp(),
        at.fp(),
        at.tn(),
        at.fn(),
        at.sensitivity(),
        at.specificity(),
        at.ppv(),
        at.npv(),
        new OperatingPoint.Intervals(
            rates.get(Rate.SENSITIVITY).interval(),
            rates.get(Rate.SPECIFICITY).interval(),
            rates.get(Rate.PPV).interval(),
            rates.get(Rate.NPV).interval()),
        at.prevalence(),
        isDefault,
        thresholdInterval(target),
        Double.isNaN(target.prevalence()) ? null : stated(target.prevalence(), rates));
  }

  private static OperatingPoint.Stated stated(double prevalence, Map<Rate, RateEstimate> rates) {
    RateEstimate ppv = rates.get(Rate.PPV_AT_PREVALENCE);
    RateEstimate npv = rates.get(Rate.NPV_AT_PREVALENCE);
    return new OperatingPoint.Stated(
        prevalence, ppv.value(), ppv.interval(), npv.value(), npv.interval());
  }

  private Interval thresholdInterval(PointTarget target) {
    if (Math.min(
            PatientCounts.of(sample.patients(), sample.positives(), true),
            PatientCounts.of(sample.patients(), sample.positives(), false))
        < RateEstimate.FEWEST_PATIENTS) {
      return Interval.undefined();
    }
    return bootstrap
        .intervals(
            sample.patients(),
            sample.positives(),
            List.of(
                counts ->
                    sweep
                        .best(target, counts)
                        .map(ThresholdSweep.Cut::threshold)
                        .orElse(Double.NaN)))
        .get(0);
  }
}
