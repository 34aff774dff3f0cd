package org.truncus.metric;

import java.util.List;

/**
 * How often the most likely class of a multi-class model is the true one.
 *
 * @param confusion all counts
 * @param accuracy share of right rows, with all its intervals
 * @param balancedAccuracy mean share found, over the classes that occur
 * @param macroF1 mean F1
 */
public record TopOne(
    MulticlassConfusion confusion,
    RateEstimate accuracy,
    Bootstrapped balancedAccuracy,
    Bootstrapped macroF1) {

  /**
   * Measures predictions; rows of unknown class are left out before.
   *
   * @param classes {@code [N]} true class, from 0
   * @param predicted {@code [N]} predicted class
   * @param labels how many classes
   * @param patients {@code [N]} whose row it is
   */
  public static TopOne of(
      int[] classes, int[] predicted, int labels, String[] patients, PatientBootstrap bootstrap) {
    PatientIndex index = PatientIndex.ofClasses(patients, classes, labels);
    List<Bootstrapped> numbers =
        bootstrap.estimates(
            index, new Statistic(classes, predicted, labels, index.numbers(patients)));
    MulticlassConfusion all = MulticlassConfusion.of(classes, predicted, labels);
    RateEstimate accuracy =
        new RateEstimate(
            all.accuracy(),
            WilsonInterval.of(all.hits(), all.rows()),
            numbers.get(0).ci95(),
            all.rows(),
            index.size());
    return new TopOne(all, accuracy, numbers.get(1), numbers.get(2));
  }

  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record Statistic(int[] classes, int[] predicted, int labels, int[] patientOfRow)
      implements PatientStatistic {

    @Override
    public int size() {
      return 3;
    }

    @Override
    public void of(int[] weights, double[] values) {
      long[][] counts = new long[labels][labels];
      for (int i = 0; i < classes.length; i++) {
        counts[classes[i]][predicted[i]] += weights[patientOfRow[i]];
      }
      MulticlassConfusion resample = new MulticlassConfusion(counts);
      values[0] = resample.accuracy();
      values[1] = resample.balancedAccuracy();
      values[2] = resample.macroF1();
    }
  }
}
