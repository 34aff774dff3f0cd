package org.truncus.metric;

import java.util.Arrays;
import java.util.List;

/**
 * Several numbers of a sample in which patient {@code p} stands {@code weights[p]} times with all
 * of its rows. Called on several threads at once.
 */
interface PatientStatistic {

  /** How many numbers. */
  int size();

  /**
   * The numbers on one resample; NaN where one is undefined there.
   *
   * @param weights {@code [P]}, not to be changed
   * @param values {@code [size]}, to be filled
   */
  void of(int[] weights, double[] values);

  /** How a number gets its interval. */
  default IntervalRule rule(int number) {
    return IntervalRule.percentiles();
  }

  /** The numbers on the sample itself. */
  default double[] ofAll(PatientIndex patients) {
    double[] values = new double[size()];
    of(Samples.ones(patients.size()), values);
    return values;
  }

  /** The differences {@code this - other}, both on the same resample. */
  default PatientStatistic minus(PatientStatistic other) {
    PatientStatistic first = this;
    return new PatientStatistic() {
      @Override
      public int size() {
        return first.size();
      }

      @Override
      public void of(int[] weights, double[] values) {
        double[] subtrahends = new double[values.length];
        first.of(weights, values);
        other.of(weights, subtrahends);
        for (int i = 0; i < values.length; i++) {
          values[i] -= subtrahends[i];
        }
      }
    };
  }

  /** The numbers of several statistics behind each other, all on the same resample. */
  static PatientStatistic all(List<PatientStatistic> statistics) {
    return new PatientStatistic() {
      @Override
      public int size() {
        return statistics.stream().mapToInt(PatientStatistic::size).sum();
      }

      @Override
      public IntervalRule rule(int number) {
        int of = number;
        for (PatientStatistic statistic : statistics) {
          if (of < statistic.size()) {
            return statistic.rule(of);
          }
          of -= statistic.size();
        }
        throw new IndexOutOfBoundsException(number);
      }

      @Override
      public double[] ofAll(PatientIndex patients) {
        return statistics.stream()
            .flatMapToDouble(statistic -> Arrays.stream(statistic.ofAll(patients)))
            .toArray();
      }

      @Override
      public void of(int[] weights, double[] values) {
        int at = 0;
        for (PatientStatistic statistic : statistics) {
          double[] own = new double[statistic.size()];
          statistic.of(weights, own);
          System.arraycopy(own, 0, values, at, own.length);
          at += own.length;
        }
      }
    };
  }
}
