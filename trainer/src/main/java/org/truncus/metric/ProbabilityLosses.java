package org.truncus.metric;

/**
 * Proper scores of one label's probabilities.
 *
 * @param brier see {@link Brier}
 * @param logLoss see {@link LogLoss}
 */
public record ProbabilityLosses(Bootstrapped brier, Bootstrapped logLoss) {

  /** No losses: the scores are no probabilities. */
  public static ProbabilityLosses undefined() {
    return new ProbabilityLosses(Bootstrapped.undefined(), Bootstrapped.undefined());
  }

  /** Both means, from their sums over the rows of each patient. */
  static final class Statistic implements PatientStatistic {

    private final double[] brier;
    private final double[] logLoss;
    private final long[] rows;

    Statistic(LabelSample sample, PatientIndex patients) {
      brier = new double[patients.size()];
      logLoss = new double[patients.size()];
      rows = new long[patients.size()];
      double[] squares = Brier.losses(sample.scores(), sample.positives());
      double[] logarithms = LogLoss.losses(sample.scores(), sample.positives());
      int[] numbers = patients.numbers(sample.patients());
      for (int i = 0; i < numbers.length; i++) {
        brier[numbers[i]] += squares[i];
        logLoss[numbers[i]] += logarithms[i];
        rows[numbers[i]]++;
      }
    }

    @Override
    public int size() {
      return 2;
    }

    @Override
    public void of(int[] weights, double[] values) {
      double squares = 0;
      double logarithms = 0;
      for (int p = 0; p < weights.length; p++) {
        squares += brier[p] * weights[p];
        logarithms += logLoss[p] * weights[p];
      }
      double total = Counts.total(rows, weights);
      values[0] = squares / total;
      values[1] = logarithms / total;
    }
  }
}
