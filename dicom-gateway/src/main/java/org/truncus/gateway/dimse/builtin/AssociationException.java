package org.truncus.gateway.dimse.builtin;

import java.util.Optional;
import org.truncus.gateway.dimse.AssociationFailure;
import org.truncus.gateway.dimse.FailureKind;

/** We can't get an association, or lost it. */
final class AssociationException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient AssociationFailure failure;

  AssociationException(AssociationFailure failure, Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  AssociationException(FailureKind kind, String message, Throwable cause) {
    this(new AssociationFailure(kind, message, Optional.empty()), cause);
  }

  AssociationFailure failure() {
    return failure;
  }
}
