package org.truncus.gateway.inbox;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.JdbiException;

/**
 * Slows senders down when studies come faster than models can work, and refuses them in the end.
 * Thread-safe.
 */
public final class QueuePressure {

  /** The longest delay of an answer: senders have time-outs. */
  private static final long MOST_MILLIS = 2000;

  private static final long LEAST_MILLIS = 50;
  private static final long FRESH_MILLIS = 1000;

  private final LongSupplier waiting;
  private final int slow;
  private final int full;
  private final Clock clock;
  private long count;
  private long readAt = Long.MIN_VALUE;

  /**
   * Watches a queue, which is counted at most once a second.
   *
   * @param waiting counts it
   * @param slow more than so many slow senders down
   * @param full more than so many refuse them
   */
  public QueuePressure(LongSupplier waiting, int slow, int full, Clock clock) {
    this.waiting = waiting;
    this.slow = slow;
    this.full = full;
    this.clock = clock;
  }

  /** Whether input is refused now. */
  public boolean isFull() {
    return count() > full;
  }

  /** How long an answer waits: the longer the queue, the longer, at most two seconds. */
  Duration delay() {
    long over = count() - slow;
    if (over <= 0) {
      return Duration.ZERO;
    }
    double share = Math.min(1, (double) over / Math.max(1, full - slow));
    return Duration.ofMillis(Math.max(LEAST_MILLIS, Math.round(share * MOST_MILLIS)));
  }

  /** A database that doesn't answer makes itself felt elsewhere; the last count holds. */
  private synchronized long count() {
    long now = clock.millis();
    if (readAt == Long.MIN_VALUE || now - readAt >= FRESH_MILLIS || now < readAt) {
      readAt = now;
      try {
        count = waiting.getAsLong();
      } catch (JdbiException e) {
        return count;
      }
    }
    return count;
  }
}
