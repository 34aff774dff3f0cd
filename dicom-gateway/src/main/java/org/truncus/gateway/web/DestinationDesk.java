package org.truncus.gateway.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truncus.gateway.deliver.CircuitBreaker;
import org.truncus.gateway.deliver.Destination;
import org.truncus.gateway.deliver.OutboxState;
import org.truncus.gateway.deliver.OutboxTally;
import org.truncus.gateway.work.Database;

/** Answers what people and programs ask about destinations. Thread-safe. */
public final class DestinationDesk {

  private final Database database;
  private final Map<Destination, CircuitBreaker> breakers;
  private final OutboxTally tally = new OutboxTally();

  /** The destinations of this gateway, in their order, with what watches over each. */
  public DestinationDesk(Database database, Map<Destination, CircuitBreaker> breakers) {
    this.database = database;
    this.breakers = breakers;
  }

  /** All destinations. */
  public List<DestinationView> all() {
    return breakers.entrySet().stream().map(e -> view(e.getKey(), e.getValue().view())).toList();
  }

  private DestinationView view(Destination destination, CircuitBreaker.View breaker) {
    return database.transact(
        handle -> {
          Map<OutboxState, Long> counts = tally.counts(handle, destination.key());
          return DestinationView.of(
              destination,
              breaker,
              new DestinationView.Tally(
                  counts.get(OutboxState.PENDING) + counts.get(OutboxState.SENDING),
                  counts.get(OutboxState.HELD),
                  counts.get(OutboxState.DEAD)),
              tally.lastError(handle, destination.key()).orElse(null));
        });
  }

  /** Their names. */
  List<String> keys() {
    return breakers.keySet().stream().map(Destination::key).toList();
  }

  /** 1 where objects are sent, 0.5 where one is tried, 0 where the destination is away. */
  double up(String key) {
    return breakers.entrySet().stream()
        .filter(e -> e.getKey().key().equals(key))
        .mapToDouble(
            e ->
                switch (e.getValue().view().state()) {
                  case CLOSED -> 1;
                  case HALF_OPEN -> 0.5;
                  case OPEN -> 0;
                })
        .findFirst()
        .orElse(0);
  }

  /** Objects of a destination in a state. */
  long count(String key, OutboxState state) {
    return database.transact(handle -> tally.counts(handle, key)).get(state);
  }

  /**
   * Asks a destination that is away at once whether it is there again.
   *
   * @param key all where empty
   */
  public void probeNow(Optional<String> key) {
    breakers.forEach(
        (destination, breaker) -> {
          if (key.isEmpty() || key.get().equals(destination.key())) {
            breaker.probeNow();
          }
        });
  }
}
