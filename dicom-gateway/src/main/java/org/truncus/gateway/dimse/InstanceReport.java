package org.truncus.gateway.dimse;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of one instance.
 *
 * @param sopClassUID empty where the file couldn't be read
 * @param sopInstanceUID empty where the file couldn't be read
 * @param status of the C-STORE response, where one came
 * @param message the peer's ErrorComment, or why nothing was sent; empty for plain success
 * @param failure empty where the instance is at the peer (0000, a warning, or 0111 duplicate)
 */
public record InstanceReport(
    OutgoingInstance instance,
    String sopClassUID,
    String sopInstanceUID,
    OptionalInt status,
    String message,
    Optional<FailureKind> failure) {

  /** Whether the peer has it. */
  public boolean delivered() {
    return failure.isEmpty();
  }
}
