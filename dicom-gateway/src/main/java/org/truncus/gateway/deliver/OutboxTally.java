package org.truncus.gateway.deliver;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Counts what destinations don't have yet. */
public final class OutboxTally {

  private static final String MISSING =
      "destination = :destination and state in ('PENDING', 'SENDING', 'HELD', 'DEAD')";

  /** A number of rows. */
  private record Count(OutboxState state, long objects) {}

  /** The rows of a destination by state; those delivered aren't counted and stand as 0. */
  public Map<OutboxState, Long> counts(Handle handle, String destination) {
    Map<OutboxState, Long> counts = new EnumMap<>(OutboxState.class);
    for (OutboxState state : OutboxState.values()) {
      counts.put(state, 0L);
    }
    handle
        .createQuery(
            "select state, count(*) as objects from delivery where " + MISSING + " group by state")
        .bind("destination", destination)
        .map((row, context) -> new Count(OutboxState.valueOf(row.getString(1)), row.getLong(2)))
        .forEach(count -> counts.put(count.state(), count.objects()));
    return counts;
  }

  /** What the newest of them that failed was told. */
  public Optional<String> lastError(Handle handle, String destination) {
    return handle
        .createQuery(
            "select last_error from delivery where "
                + MISSING
                + " and last_error is not null order by id desc limit 1")
        .bind("destination", destination)
        .mapTo(String.class)
        .findFirst();
  }
}
