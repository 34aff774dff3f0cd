package org.truncus.gateway.inbox;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts answers by status. Thread-safe. */
public final class StatusCounts {

  private final Map<Integer, LongAdder> byStatus = new ConcurrentHashMap<>();

  void count(int status) {
    byStatus.computeIfAbsent(status, s -> new LongAdder()).increment();
  }

  /** The number of answers with success. */
  public long taken() {
    return byStatus.containsKey(0) ? byStatus.get(0).sum() : 0;
  }

  /** The number of answers with anything else. */
  public long refused() {
    return snapshot().entrySet().stream()
        .filter(e -> e.getKey() != 0)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Status to count. */
  public Map<Integer, Long> snapshot() {
    Map<Integer, Long> copy = new TreeMap<>();
    byStatus.forEach((status, count) -> copy.put(status, count.sum()));
    return copy;
  }
}
