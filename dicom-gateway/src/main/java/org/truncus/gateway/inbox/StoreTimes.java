package org.truncus.gateway.inbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long instances take from their command to the answer, the disk included, since the start.
 * Each class is 19 % wider than the one before, so quantiles are that exact. Thread-safe.
 */
public final class StoreTimes {

  private static final double STEP = Math.pow(2, 0.25);
  private static final double SHORTEST_MILLIS = 0.5;
  private static final int CLASSES = 80; // up to 9 minutes

  private final AtomicLongArray counts = new AtomicLongArray(CLASSES);

  void add(Duration time) {
    double millis = Math.max(SHORTEST_MILLIS, time.toNanos() / 1e6);
    int index = (int) Math.ceil(Math.log(millis / SHORTEST_MILLIS) / Math.log(STEP));
    counts.incrementAndGet(Math.min(index, CLASSES - 1));
  }

  /**
   * The time within which this share of the instances were answered.
   *
   * @param share in (0,1]
   * @return seconds, the upper end of a class; NaN where none has been answered
   */
  public double quantile(double share) {
    long all = 0;
    for (int i = 0; i < CLASSES; i++) {
      all += counts.get(i);
    }
    long wanted = (long) Math.ceil(share * all);
    long seen = 0;
    for (int i = 0; i < CLASSES; i++) {
      seen += counts.get(i);
      if (seen >= wanted && seen > 0) {
        return SHORTEST_MILLIS * Math.pow(STEP, i) / 1000;
      }
    }
    return Double.NaN;
  }
}
