package org.truncus.metric;

import java.util.Arrays;
import java.util.List;

/**
 * Means of the areas of several labels on the same resample of patients; NaN where a label's area
 * is, so that a mean is always over the same labels.
 */
record MacroSweep(List<RankSweep> labels) implements PatientStatistic {

  static MacroSweep of(List<LabelSample> samples, PatientIndex patients) {
    return new MacroSweep(
        samples.stream().map(sample -> new RankSweep(sample, patients, false)).toList());
  }

  @Override
  public int size() {
    return RankSweep.AREAS;
  }

  /** Of a mean over several labels no count of patients says how many it rests on. */
  @Override
  public IntervalRule rule(int number) {
    return labels.size() == 1 ? labels.get(0).rule(number) : IntervalRule.percentiles();
  }

  @Override
  public void of(int[] weights, double[] values) {
    double[] own = new double[RankSweep.AREAS];
    Arrays.fill(values, 0);
    for (RankSweep label : labels) {
      label.of(weights, own);
      for (int i = 0; i < own.length; i++) {
        values[i] += own[i] / labels.size();
      }
    }
  }
}
