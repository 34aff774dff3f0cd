package org.truncus.gateway.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that repeats one step: at once while the step finds work, else after a short rest or a
 * call of {@link #wake}. A step that fails is logged and tried again after a rest, so that one bad
 * item stops nothing. Closing waits for the step under way.
 */
public final class WorkLoop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);

  private final String name;
  private final BooleanSupplier step;
  private final Duration rest;
  private final Semaphore bell = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closing;

  /**
   * Starts the thread.
   *
   * @param step returns whether it found something to do
   * @param rest between two looks
   */
  public WorkLoop(String name, Duration rest, BooleanSupplier step) {
    this.name = name;
    this.step = step;
    this.rest = rest;
    this.thread = new Thread(this::run, "gateway-" + name);
    thread.start();
  }

  /** Looks again now. */
  public void wake() {
    bell.release();
  }

  /** What it does, in a word. */
  public String name() {
    return name;
  }

  /** Whether the thread still runs. */
  public boolean alive() {
    return thread.isAlive();
  }

  private void run() {
    while (!closing) {
      boolean found = false;
      try {
        found = step.getAsBoolean();
      } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
        LOG.error("{}: a step failed: {}", name, Failures.describe(e));
        LOG.debug("{}: where", name, e);
      }
      if (!found && !closing) {
        pause();
      }
    }
  }

  private void pause() {
    try {
      if (bell.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
        bell.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing = true;
    }
  }

  @Override
  public void close() {
    closing = true;
    wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
