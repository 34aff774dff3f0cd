package org.truncus.gateway.inbox;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether there is room for more: on the disk, and in the queue of the models.
 *
 * @param disk the disk of the store
 * @param queue what waits for models
 */
public record Intake(DiskGuard disk, QueuePressure queue) {

  /** Why an instance is refused now, if it is. */
  Optional<Refusal> refusal() {
    try {
      if (disk.low()) {
        return Optional.of(Refusal.DISK_LOW);
      }
    } catch (UncheckedIOException e) {
      return Optional.of(Refusal.STORE_FAILED);
    }
    return queue.isFull() ? Optional.of(Refusal.QUEUE_FULL) : Optional.empty();
  }

  /** Whether new associations that bring instances are asked to come later. */
  public boolean congested() {
    return refusal().isPresent();
  }

  /** How long the answer to an instance waits. */
  Duration delay() {
    return queue.delay();
  }
}
