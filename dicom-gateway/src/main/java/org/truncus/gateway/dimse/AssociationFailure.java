package org.truncus.gateway.dimse;

import java.util.Optional;

/**
 * Why an association didn't come about, or ended early.
 *
 * @param message who, what was found, and what to check; without patient data
 * @param reject the peer's A-ASSOCIATE-RJ, where it sent one
 * @param established whether there was an association, which broke
 */
public record AssociationFailure(
    FailureKind kind, String message, Optional<AssociationReject> reject, boolean established) {

  /** One that didn't come about. */
  public AssociationFailure(FailureKind kind, String message, Optional<AssociationReject> reject) {
    this(kind, message, reject, false);
  }

  /** One that broke, or was of no use. */
  public static AssociationFailure ended(FailureKind kind, String message) {
    return new AssociationFailure(kind, message, Optional.empty(), true);
  }
}
