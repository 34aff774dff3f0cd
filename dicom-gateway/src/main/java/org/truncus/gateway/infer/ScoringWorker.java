package org.truncus.gateway.infer;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.Failures;
import org.truncus.gateway.work.RunRow;
import org.truncus.gateway.work.RunTable;

/**
 * Takes runs off the queue, for several threads: each works on one run, and gives up one that shows
 * no progress for too long. A thread that hangs in native code can't be stopped; it is left behind,
 * and nothing that it does later counts. With as many left behind as there are workers no more runs
 * are taken.
 *
 * <p>A run whose process ended, or which took too long, is suspect and goes alone the next time: so
 * what ends the process again is to blame, and nothing beside it.
 */
public final class ScoringWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ScoringWorker.class);
  private static final String TOO_LONG = "it showed no progress for too long";
  private static final long LOOK_MILLIS = 100;

  private final Database database;
  private final RunTable runs;
  private final Map<String, RunWork> works;
  private final RunEnds ends;
  private final RunsUnderWay underWay = new RunsUnderWay();
  private final ReadWriteLock turnstile = new ReentrantReadWriteLock(true);
  private final Duration patience;
  private final int workers;
  private final AtomicInteger hanging = new AtomicInteger();
  private final ExecutorService hands =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "gateway-run");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Serves the given models.
   *
   * @param works what to do with a run, by model
   * @param patience for one image
   * @param workers how many threads call {@link #step}
   */
  public ScoringWorker(
      Database database,
      RunTable runs,
      Map<String, RunWork> works,
      RunEnds ends,
      Duration patience,
      int workers) {
    this.database = database;
    this.runs = runs;
    this.works = Map.copyOf(works);
    this.ends = ends;
    this.patience = patience;
    this.workers = workers;
  }

  /** The runs under way, for signs of life. */
  public Collection<Long> current() {
    return underWay.ids();
  }

  /** How many threads were left behind and haven't ended yet. */
  public int hanging() {
    return hanging.get();
  }

  /** Whether no more runs are taken, since too many threads hang. */
  public boolean stuck() {
    return hanging.get() >= workers;
  }

  /** Works on one run, if any waits. Returns whether there was one. */
  public boolean step() {
    if (stuck()) {
      return false;
    }
    Set<String> models = works.keySet();
    boolean suspect = database.transact(handle -> runs.suspectWaits(handle, models));
    Lock lock = suspect ? turnstile.writeLock() : turnstile.readLock();
    lock.lock(); // before the claim: an attempt that only waits must not count
    try {
      Optional<RunRow> claimed = database.transact(handle -> runs.claim(handle, models, suspect));
      claimed.ifPresent(run -> work(run, suspect));
      return claimed.isPresent();
    } finally {
      lock.unlock();
    }
  }

  private void work(RunRow run, boolean suspect) {
    database.sync(); // the attempt counts, whatever the work does to this process
    underWay.sign(run);
    try {
      await(run, suspect);
    } finally {
      underWay.end(run);
    }
  }

  private void await(RunRow run, boolean suspect) {
    AtomicBoolean left = new AtomicBoolean();
    Future<?> work =
        hands.submit(
            () -> {
              try {
                works
                    .get(run.model())
                    .work(
                        run,
                        suspect,
                        instance -> {
                          underWay.sign(run);
                          database.durablyDo(handle -> runs.workingOn(handle, run, instance));
                        });
              } catch (Exception | OutOfMemoryError | StackOverflowError e) {
                if (!left.get()) {
                  ends.failed(run, Failures.describe(e));
                }
              } finally {
                if (left.get()) {
                  hanging.decrementAndGet();
                }
              }
            });
    while (!done(work)) {
      if (underWay.silentNanos(run) > patience.toNanos()) {
        hanging.incrementAndGet();
        left.set(true);
        work.cancel(true);
        works.get(run.model()).abandonCall(patience.toNanos() / 2);
        LOG.error(
            "study {}: {} showed no progress for {} s; its thread is left behind",
            run.studyUid(),
            run.model(),
            patience.toSeconds());
        ends.tooLong(run, TOO_LONG);
        return;
      }
    }
  }

  private static boolean done(Future<?> work) {
    try {
      work.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      LOG.error("a run's end couldn't be written down: {}", Failures.describe(e.getCause()));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    hands.shutdownNow();
  }
}
