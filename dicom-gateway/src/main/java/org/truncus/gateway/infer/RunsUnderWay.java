package org.truncus.gateway.infer;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.truncus.gateway.work.RunRow;

/** The runs that this gateway works on now, and since when each has shown no progress. */
final class RunsUnderWay {

  private final Map<Long, Long> lastSign = new ConcurrentHashMap<>();

  /** Notes that the run begins, or has come on. */
  void sign(RunRow run) {
    lastSign.put(run.id(), System.nanoTime());
  }

  /** For how long it hasn't. */
  long silentNanos(RunRow run) {
    Long last = lastSign.get(run.id());
    return last == null ? 0 : System.nanoTime() - last;
  }

  void end(RunRow run) {
    lastSign.remove(run.id());
  }

  /** Their numbers. */
  Set<Long> ids() {
    return Set.copyOf(lastSign.keySet());
  }
}
