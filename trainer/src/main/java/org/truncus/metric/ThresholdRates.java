package org.truncus.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One label's counts at a threshold and what is read off them, with intervals.
 *
 * @param threshold a score at or above it is called positive
 * @param at the counts
 * @param prevalence that the last two rates are for; NaN where none is stated
 * @param rates in the order of {@link Rate}; those at a prevalence only where one is stated
 */
public record ThresholdRates(
    double threshold, Confusion at, double prevalence, Map<Rate, RateEstimate> rates) {

  /** Keeps an unmodifiable copy. */
  public ThresholdRates {
    rates = Collections.unmodifiableMap(new EnumMap<>(rates));
  }

  /**
   * The rates of one label at several thresholds, all from the same replicates.
   *
   * @param sample its {@link LabelSample#scores} are compared with the thresholds
   * @param prevalence in (0,1) where the finding will be looked for, NaN for none
   * @return by threshold, in the order given
   */
  public static List<ThresholdRates> of(
      LabelSample sample, double[] thresholds, double prevalence, PatientBootstrap bootstrap) {
    PatientIndex patients = PatientIndex.of(sample.patients(), sample.positives());
    Statistic statistic = new Statistic(sample, patients, thresholds, prevalence);
    return statistic.rates(bootstrap.estimates(patients, statistic));
  }

  private static RateEstimate estimate(
      Rate rate,
      Confusion at,
      Bootstrapped number,
      LabelSample sample,
      int[] patients,
      double threshold) {
    Interval wilson =
        rate.isProportion()
            ? WilsonInterval.of(rate.successes(at), rate.trials(at))
            : Interval.undefined();
    BitSet counted = new BitSet();
    for (int i = 0; i < patients.length; i++) {
      if (rate.counts(sample.positives()[i], sample.scores()[i] >= threshold)) {
        counted.set(patients[i]);
      }
    }
    return new RateEstimate(
        number.value(), wilson, number.ci95(), rate.trials(at), counted.cardinality());
  }

  private static List<Rate> rates(double prevalence) {
    return Arrays.stream(Rate.values())
        .filter(rate -> !rate.needsPrevalence() || !Double.isNaN(prevalence))
        .toList();
  }

  /** The rates by threshold, from two counts a patient: of the rows called positive, and of all. */
  static final class Statistic implements PatientStatistic {

    private final LabelSample sample;
    private final boolean enough;
    private final double[] thresholds;
    private final double prevalence;
    private final List<Rate> rates;
    private final int[] patientOfRow;
    private final long[] all;
    private final long[][] called;

    Statistic(LabelSample sample, PatientIndex patients, double[] thresholds, double prevalence) {
      this.sample = sample;
      this.enough = patients.enough();
      this.thresholds = thresholds;
      this.prevalence = prevalence;
      this.rates = ThresholdRates.rates(prevalence);
      this.all = new long[patients.size()];
      this.called = new long[thresholds.length][patients.size()];
      this.patientOfRow = patients.numbers(sample.patients());
      for (int i = 0; i < patientOfRow.length; i++) {
        long one = sample.positives()[i] ? Counts.POSITIVE : 1;
        all[patientOfRow[i]] += one;
        for (int t = 0; t < thresholds.length; t++) {
          called[t][patientOfRow[i]] += sample.scores()[i] >= thresholds[t] ? one : 0;
        }
      }
    }

    /** The rates of which these are the numbers. */
    List<ThresholdRates> rates(List<Bootstrapped> numbers) {
      List<ThresholdRates> result = new ArrayList<>();
      for (int t = 0; t < thresholds.length; t++) {
        Map<Rate, RateEstimate> estimates = new EnumMap<>(Rate.class);
        Confusion at = Confusion.at(sample.scores(), sample.positives(), thresholds[t]);
        for (int r = 0; r < rates.size(); r++) {
          Rate rate = rates.get(r);
          Bootstrapped found = numbers.get(t * rates.size() + r);
          Bootstrapped number = enough ? found : found.withoutInterval();
          estimates.put(rate, estimate(rate, at, number, sample, patientOfRow, thresholds[t]));
        }
        result.add(new ThresholdRates(thresholds[t], at, prevalence, estimates));
      }
      return result;
    }

    @Override
    public int size() {
      return called.length * rates.size();
    }

    @Override
    public void of(int[] weights, double[] values) {
      long total = Counts.total(all, weights);
      int i = 0;
      for (long[] ofThreshold : called) {
        long hits = Counts.total(ofThreshold, weights);
        long misses = total - hits;
        Confusion at =
            new Confusion(
                Counts.positives(hits),
                Counts.negatives(hits),
                Counts.negatives(misses),
                Counts.positives(misses));
        for (Rate rate : rates) {
          values[i++] = rate.of(at, prevalence);
        }
      }
    }
  }
}
