package org.truncus.metric;

/** A statistic of a sample in which row {@code i} stands {@code counts[i]} times. */
@FunctionalInterface
public interface IntSampleStatistic {

  /**
   * The value on one resample; NaN where it is undefined there.
   *
   * @param counts {@code [N]}, each at least 0; not kept and not changed
   */
  double of(int[] counts);
}
