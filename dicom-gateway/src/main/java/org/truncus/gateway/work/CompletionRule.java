package org.truncus.gateway.work;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When a study counts as complete.
 *
 * @param quiet without a new instance, over all associations
 * @param releaseQuiet the shorter wait after its sender released the association; empty for no
 *     shortening
 * @param maxAge after which it is complete although instances still trickle in
 */
public record CompletionRule(Duration quiet, Optional<Duration> releaseQuiet, Duration maxAge) {

  /** The due time after an instance that came now, in epoch milliseconds. */
  long due(long openedAt, long now) {
    return Math.min(now + quiet.toMillis(), openedAt + maxAge.toMillis());
  }

  OptionalLong dueAfterRelease(long now) {
    return releaseQuiet.isPresent()
        ? OptionalLong.of(now + releaseQuiet.get().toMillis())
        : OptionalLong.empty();
  }
}
