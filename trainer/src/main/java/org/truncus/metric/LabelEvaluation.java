package org.truncus.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * All that is measured of one label, from one set of replicates.
 *
 * @param discrimination without a threshold
 * @param points at each threshold, in the order given
 * @param losses of the probabilities; undefined where the scores are none
 * @param calibration of the probabilities; undefined where the scores are none
 */
public record LabelEvaluation(
    Discrimination discrimination,
    List<ThresholdRates> points,
    ProbabilityLosses losses,
    CalibrationMeasures calibration) {

  /** Keeps an unmodifiable list. */
  public LabelEvaluation {
    points = List.copyOf(points);
  }

  /**
   * Measures one label.
   *
   * @param thresholds on its {@link LabelSample#scores}
   * @param prevalence in (0,1) where the finding will be looked for, NaN for none
   * @param probabilities whether the scores are probabilities
   */
  public static LabelEvaluation of(
      LabelSample sample,
      double[] thresholds,
      double prevalence,
      boolean probabilities,
      PatientBootstrap bootstrap) {
    PatientIndex patients = PatientIndex.of(sample.patients(), sample.positives());
    RankSweep sweep = new RankSweep(sample, patients, true);
    ThresholdRates.Statistic rates =
        new ThresholdRates.Statistic(sample, patients, thresholds, prevalence);
    List<PatientStatistic> statistics = new ArrayList<>(List.of(sweep, rates));
    if (probabilities) {
      statistics.add(new ProbabilityLosses.Statistic(sample, patients));
      statistics.add(new CalibrationStatistic(sample, patients));
    }
    List<Bootstrapped> numbers = bootstrap.estimates(patients, PatientStatistic.all(statistics));
    int pointsAt = sweep.size();
    int lossesAt = pointsAt + rates.size();
    return new LabelEvaluation(
        Discrimination.of(sample, patients, numbers.subList(0, pointsAt)),
        rates.rates(numbers.subList(pointsAt, lossesAt)),
        probabilities
            ? new ProbabilityLosses(numbers.get(lossesAt), numbers.get(lossesAt + 1))
            : ProbabilityLosses.undefined(),
        probabilities
            ? CalibrationMeasures.of(numbers.subList(lossesAt + 2, numbers.size()), patients)
            : CalibrationMeasures.undefined());
  }
}
