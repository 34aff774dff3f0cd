package org.truncus.validate;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.truncus.metric.Confusion;
import org.truncus.metric.Interval;
import org.truncus.metric.LabelSample;
import org.truncus.metric.PatientBootstrap;
import org.truncus.metric.WilsonInterval;

/**
 * Intervals of proportions at a threshold. Wilson's where every row is of another patient; a
 * bootstrap of patients where some have several rows; and Wilson's with the number of patients
 * where these are few or the proportion is 0 or 1, since a bootstrap has too little width there.
 *
 * @param sample rows of one label
 * @param threshold on the probability
 * @param bootstrap draws patients
 */
record PointIntervals(LabelSample sample, double threshold, PatientBootstrap bootstrap) {

  /**
   * Patients with the finding, and without it, below which a bootstrap is not believed: it can only
   * draw the few it has, so its intervals are far too narrow.
   */
  static final int FEWEST_PATIENTS = 5;

  /** Whether there are enough patients of either kind for a bootstrap. */
  static boolean enoughPatients(LabelSample sample) {
    Set<String> with = new HashSet<>();
    Set<String> all = new HashSet<>();
    for (int i = 0; i < sample.patients().length; i++) {
      all.add(sample.patients()[i]);
      if (sample.positives()[i]) {
        with.add(sample.patients()[i]);
      }
    }
    return with.size() >= FEWEST_PATIENTS && all.size() - with.size() >= FEWEST_PATIENTS;
  }

  /** One row: the finding, and what the model calls it. */
  record Row(boolean y, boolean called) {}

  /**
   * A proportion with its interval.
   *
   * @param value the proportion
   * @param counted which rows are its denominator
   */
  Estimate proportion(ToDoubleFunction<Confusion> value, Predicate<Row> counted) {
    double p = value.applyAsDouble(all());
    if (Double.isNaN(p)) {
      return Estimate.plain(p);
    }
    long rows = 0;
    Set<String> patients = new HashSet<>();
    for (int i = 0; i < sample.positives().length; i++) {
      if (counted.test(new Row(sample.positives()[i], sample.scores()[i] >= threshold))) {
        rows++;
        patients.add(sample.patients()[i]);
      }
    }
    if (patients.size() == rows) {
      Interval wilson = WilsonInterval.of(Math.round(p * rows), rows);
      return new Estimate(p, wilson, Estimate.Method.WILSON);
    }
    long n = patients.size();
    if (p == 0 || p == 1 || n < FEWEST_PATIENTS) {
      Interval wilson = WilsonInterval.of(Math.round(p * n), n);
      return new Estimate(p, wilson, Estimate.Method.WILSON_PATIENTS);
    }
    return bootstrapped(value);
  }

  /** Any function of the counts, with a bootstrap interval. */
  Estimate bootstrapped(ToDoubleFunction<Confusion> value) {
    double found = value.applyAsDouble(all());
    if (Double.isNaN(found) || !enoughPatients(sample)) {
      return Estimate.plain(found);
    }
    Interval interval =
        bootstrap.interval(
            sample.patients(),
            sample.positives(),
            counts ->
                value.applyAsDouble(
                    Confusion.at(sample.scores(), sample.positives(), threshold, counts)));
    return new Estimate(found, interval, Estimate.Method.BOOTSTRAP);
  }

  private Confusion all() {
    return Confusion.at(sample.scores(), sample.positives(), threshold);
  }
}
