package org.truncus.gateway.deliver;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.work.Backoff;

/**
 * Keeps a destination that isn't there from using up the attempts of its deliveries. It opens after
 * some failures in a row of the association itself; while it is open nothing is sent but now and
 * then one question whether the destination is there again, with growing waits. Remembered by this
 * process only. Thread-safe.
 */
public final class CircuitBreaker {

  private static final Logger LOG = LoggerFactory.getLogger(CircuitBreaker.class);

  private final String destination;
  private final int most;
  private final Backoff backoff;
  private final Clock clock;
  private final Set<Long> broken = new HashSet<>();
  private State state = State.CLOSED;
  private long since;
  private int missed;
  private int probes;
  private long nextProbe;
  private String lastError;

  /** What is sent. */
  public enum State {
    /** All. */
    CLOSED,
    /** One object: the destination answered a question, and shows now whether it takes anything. */
    HALF_OPEN,
    /** Nothing. */
    OPEN
  }

  /**
   * How it stands.
   *
   * @param since when it came into this state
   * @param nextProbe when the destination is asked next; only where it is open
   * @param failures of the association in a row
   * @param lastError the last of them, also when all is well again
   */
  public record View(
      State state,
      Instant since,
      Optional<Instant> nextProbe,
      int failures,
      Optional<String> lastError) {}

  /**
   * A closed one.
   *
   * @param destination for logs
   * @param most failures in a row that open it
   * @param backoff the waits between questions
   */
  public CircuitBreaker(String destination, int most, Backoff backoff, Clock clock) {
    this.destination = destination;
    this.most = most;
    this.backoff = backoff;
    this.clock = clock;
    this.since = clock.millis();
  }

  /** How it stands, for whoever wants to see. */
  public synchronized View view() {
    return new View(
        state,
        Instant.ofEpochMilli(since),
        state == State.OPEN ? Optional.of(Instant.ofEpochMilli(nextProbe)) : Optional.empty(),
        failures(),
        Optional.ofNullable(lastError));
  }

  /** Makes the next question due now: a person knows that the destination is there again. */
  public synchronized void probeNow() {
    nextProbe = Math.min(nextProbe, clock.millis());
  }

  synchronized State state() {
    return state;
  }

  /** Whether it is time for a question. */
  synchronized boolean probeDue() {
    return state == State.OPEN && clock.millis() >= nextProbe;
  }

  /** What the question brought: empty where the destination is there. */
  synchronized void probed(Optional<String> trouble) {
    if (trouble.isPresent()) {
      lastError = trouble.get();
      postpone();
    } else {
      LOG.info("{} is there again; one object is tried", destination);
      enter(State.HALF_OPEN);
    }
  }

  /** The destination answered something that was sent to it. */
  synchronized void answered() {
    missed = 0;
    probes = 0;
    broken.clear();
    if (state != State.CLOSED) {
      LOG.info("{} takes objects again", destination);
      enter(State.CLOSED);
    }
  }

  /** There was no association. */
  synchronized void missed(String why) {
    missed++;
    failed(why);
  }

  /**
   * The association broke while an object was under way. Only different objects count: one that the
   * destination can't bear must not keep the others.
   *
   * @param object the delivery's row
   */
  synchronized void broke(long object, String why) {
    broken.add(object);
    failed(why);
  }

  private void failed(String why) {
    lastError = why;
    if (state == State.HALF_OPEN || (state == State.CLOSED && failures() >= most)) {
      LOG.warn("nothing is sent to {} until it answers again: {}", destination, why);
      enter(State.OPEN);
      postpone();
    }
  }

  private int failures() {
    return missed + broken.size();
  }

  private void enter(State next) {
    state = next;
    since = clock.millis();
  }

  private void postpone() {
    probes++;
    nextProbe = clock.millis() + backoff.after(probes).toMillis();
  }
}
