package org.truncus.gateway.work;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: {@code base * 2^(failures-1)}, at most {@code cap},
 * each with ±20 % of chance so that many waiters don't come back together.
 *
 * @param base the wait after the first failure
 * @param cap the longest wait, before chance
 * @param random the source of chance
 */
public record Backoff(Duration base, Duration cap, RandomGenerator random) {

  private static final double JITTER = 0.2;

  /**
   * The wait after so many failures in a row.
   *
   * @param failures from 1
   */
  public Duration after(int failures) {
    double doubled =
        (double) base.toMillis() * Math.pow(2, Math.min(40, Math.max(0, failures - 1)));
    double capped = Math.min(doubled, (double) cap.toMillis());
    double chance = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Duration.ofMillis(Math.round(capped * chance));
  }
}
