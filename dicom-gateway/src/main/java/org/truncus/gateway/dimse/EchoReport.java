package org.truncus.gateway.dimse;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The outcome of a C-ECHO.
 *
 * @param status of the response, where one came
 * @param roundTrip from the request to the response; zero where none came
 * @param failure what went wrong before the response
 */
public record EchoReport(
    PeerAddress peer,
    OptionalInt status,
    Duration roundTrip,
    Optional<AssociationFailure> failure) {

  /** Whether the peer answered 0000. */
  public boolean ok() {
    return failure.isEmpty() && status.orElse(-1) == DimseStatus.SUCCESS;
  }
}
