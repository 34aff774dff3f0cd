package org.truncus.gateway.dimse.dcm4che;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.truncus.gateway.dimse.service.Threads;

/**
 * Runs tasks at their time, each in a thread of its own: dcm4che's timeouts write to the network,
 * and one that is stuck there must not hold up the others.
 */
final class Timers extends ScheduledThreadPoolExecutor {

  private final ExecutorService threads;

  /** With these threads, which whoever made them shuts down. */
  Timers(String name, ExecutorService threads) {
    super(1, Threads.daemons(name + "-timer"));
    setRemoveOnCancelPolicy(true);
    this.threads = threads;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return super.schedule(() -> threads.execute(task), delay, unit);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException("tasks without a value only");
  }
}
