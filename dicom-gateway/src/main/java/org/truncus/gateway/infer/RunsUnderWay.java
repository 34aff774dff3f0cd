package org.truncus.gateway.infer;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.truncus.gateway.work.RunRow;

/**
 * The runs that this gateway works on now, and since when each has shown no progress. A run whose
 * process ended, or which took too long, is suspect and goes alone the next time: so what ends the
 * process again is to blame and nothing beside it.
 */
final class RunsUnderWay {

  private final Map<Long, Long> lastSign = new ConcurrentHashMap<>();
  private final ReadWriteLock turnstile = new ReentrantReadWriteLock(true);

  /** Waits until the run may begin; to be ended by the same thread. */
  void begin(RunRow run, boolean suspect) {
    lastSign.put(run.id(), System.nanoTime());
    if (suspect) {
      turnstile.writeLock().lock();
    } else {
      turnstile.readLock().lock();
    }
    sign(run);
  }

  /** Notes that the run has come on. */
  void sign(RunRow run) {
    lastSign.computeIfPresent(run.id(), (id, before) -> System.nanoTime());
  }

  /** For how long it hasn't. */
  long silentNanos(RunRow run) {
    Long last = lastSign.get(run.id());
    return last == null ? 0 : System.nanoTime() - last;
  }

  void end(RunRow run, boolean suspect) {
    if (suspect) {
      turnstile.writeLock().unlock();
    } else {
      turnstile.readLock().unlock();
    }
    lastSign.remove(run.id());
  }

  /** Their numbers. */
  Set<Long> ids() {
    return Set.copyOf(lastSign.keySet());
  }
}
