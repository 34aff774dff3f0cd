package org.truncus.gateway.work;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when somebody sets the clock, and moves all times that something waits for by as much: no
 * study closes an hour early, none an hour late. For a database with one gateway; several keep
 * their clocks in step by other means. Thread-safe.
 */
public final class ClockWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
  private static final long LEAST_MILLIS = 10_000;

  private final Database database;
  private final Clock clock;
  private final LongSupplier nanos;
  private long clockThen;
  private long nanosThen;

  /**
   * Begins to watch.
   *
   * @param nanos a count that nobody sets, such as {@link System#nanoTime}
   */
  public ClockWatch(Database database, Clock clock, LongSupplier nanos) {
    this.database = database;
    this.clock = clock;
    this.nanos = nanos;
    this.clockThen = clock.millis();
    this.nanosThen = nanos.getAsLong();
  }

  /** Compares clock and count since the last look. */
  public synchronized void look() {
    long clockNow = clock.millis();
    long nanosNow = nanos.getAsLong();
    long passed = Duration.ofNanos(nanosNow - nanosThen).toMillis();
    long jump = clockNow - clockThen - passed;
    if (Math.abs(jump) >= LEAST_MILLIS) {
      LOG.warn("the clock was set by {} s; what waits is moved by as much", jump / 1000);
      database.durablyDo(handle -> move(handle, jump));
    }
    clockThen = clockNow;
    nanosThen = nanosNow;
  }

  private static void move(Handle handle, long jump) {
    Sql.update(
        handle,
        "update study set due_at = due_at + ?, opened_at = opened_at + ? where not closed and"
            + " due_at < ?",
        jump,
        jump,
        Long.MAX_VALUE);
    Sql.update(handle, "update run set next_at = next_at + ? where state = 'READY'", jump);
    Sql.update(
        handle, "update run set lease_until = lease_until + ? where state = 'RUNNING'", jump);
    Sql.update(
        handle,
        "update delivery set next_at = next_at + ?, queued_at = queued_at + ? where state ="
            + " 'PENDING'",
        jump,
        jump);
    Sql.update(
        handle,
        "update delivery set lease_until = lease_until + ?, queued_at = queued_at + ? where state ="
            + " 'SENDING'",
        jump,
        jump);
  }
}
