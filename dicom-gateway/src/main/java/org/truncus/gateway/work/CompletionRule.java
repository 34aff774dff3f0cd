package org.truncus.gateway.work;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When a study counts as complete.
 *
 * @param quiet without a new instance, over all associations
 * @param quietByModality the same after an instance of such a modality (0008,0060)
 * @param releaseQuiet the shorter wait after its sender released the association; empty for no
 *     shortening
 * @param maxAge after which it is complete although instances still trickle in
 * @param maxRevisions how many revisions of a study may close within 24 hours; the next waits for a
 *     person
 */
public record CompletionRule(
    Duration quiet,
    Map<String, Duration> quietByModality,
    Optional<Duration> releaseQuiet,
    Duration maxAge,
    int maxRevisions) {

  /** Keeps an unmodifiable copy. */
  public CompletionRule {
    quietByModality = Map.copyOf(quietByModality);
  }

  /** The same quiet time for all modalities, and three revisions a day. */
  public CompletionRule(Duration quiet, Optional<Duration> releaseQuiet, Duration maxAge) {
    this(quiet, Map.of(), releaseQuiet, maxAge, 3);
  }

  /** When to close, and why then. */
  record Due(long at, String reason) {}

  /**
   * The due time after an instance that came now, in epoch milliseconds.
   *
   * @param expected how many instances there will be, where somebody told
   * @param there how many there are, this one included
   */
  Due due(long openedAt, long now, String modality, Optional<Integer> expected, long there) {
    if (expected.isPresent() && there >= expected.get()) {
      return new Due(now, "count");
    }
    long oldest = openedAt + maxAge.toMillis();
    long still = now + quietByModality.getOrDefault(modality, quiet).toMillis();
    return expected.isPresent() || still > oldest
        ? new Due(oldest, "age")
        : new Due(still, "quiet");
  }

  OptionalLong dueAfterRelease(long now) {
    return releaseQuiet.isPresent()
        ? OptionalLong.of(now + releaseQuiet.get().toMillis())
        : OptionalLong.empty();
  }
}
