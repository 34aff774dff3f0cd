package org.truncus.gateway.dimse;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The outcome of asking for storage commitment, or of answering it.
 *
 * @param status of the peer's response, where one came
 * @param result the answer, where it came on the same association
 * @param failure what went wrong before the response
 */
public record CommitmentReport(
    PeerAddress peer,
    OptionalInt status,
    Optional<CommitmentResult> result,
    Optional<AssociationFailure> failure) {

  /** Whether the peer answered 0000. */
  public boolean ok() {
    return failure.isEmpty() && status.orElse(-1) == DimseStatus.SUCCESS;
  }

  /** What went wrong in words; for logs and rows. */
  public String trouble() {
    return failure
        .map(AssociationFailure::message)
        .orElseGet(
            () ->
                status.isPresent() ? "status " + DimseStatus.text(status.getAsInt()) : "no answer");
  }
}
