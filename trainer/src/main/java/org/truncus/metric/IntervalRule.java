package org.truncus.metric;

/** How an interval is made of a value and what it was on the replicates of a bootstrap. */
interface IntervalRule {

  /** Of the value on all rows, which isn't NaN. */
  Interval of(double value, Replicates replicates);

  /** Percentiles 2.5 and 97.5. */
  static IntervalRule percentiles() {
    return (value, replicates) -> replicates.interval();
  }
}
