package org.truncus.gateway.web;

import java.time.Instant;
import java.util.Locale;
import org.truncus.gateway.deliver.CircuitBreaker;
import org.truncus.gateway.deliver.Destination;

/**
 * A destination, as HTTP shows it.
 *
 * @param destination its address, as the retry calls take it
 * @param srClass the class of its structured reports
 * @param failures whether it gets reports of studies that could not be evaluated
 * @param heatmaps whether it gets heat maps
 * @param sending {@code closed} (all is sent), {@code half_open} (one object is tried), {@code
 *     open} (it is away, nothing is sent): the circuit breaker of this gateway
 * @param since when that began
 * @param nextProbe when it is asked next whether it is there; null where it isn't away
 * @param failedAssociations in a row
 * @param waiting objects on their way
 * @param held objects refused for good, which wait for a person
 * @param dead objects given up, which wait for a person
 * @param lastError of the association, or else of the newest object that isn't there; or null
 */
public record DestinationView(
    String destination,
    String srClass,
    boolean failures,
    boolean heatmaps,
    String sending,
    Instant since,
    Instant nextProbe,
    int failedAssociations,
    long waiting,
    long held,
    long dead,
    String lastError) {

  static DestinationView of(
      Destination destination, CircuitBreaker.View breaker, Tally tally, String lastOfObjects) {
    Destination.Wishes wishes = destination.wishes();
    return new DestinationView(
        destination.key(),
        wishes.srClass().toString(),
        wishes.failures(),
        wishes.saliency(),
        breaker.state().name().toLowerCase(Locale.ROOT),
        breaker.since(),
        breaker.nextProbe().orElse(null),
        breaker.failures(),
        tally.waiting(),
        tally.held(),
        tally.dead(),
        breaker.failures() > 0 ? breaker.lastError().orElse(lastOfObjects) : lastOfObjects);
  }

  /** Numbers of objects. */
  record Tally(long waiting, long held, long dead) {}
}
