package org.truncus.gateway.dimse.service;

import java.util.Optional;
import org.truncus.gateway.dimse.AssociationFailure;
import org.truncus.gateway.dimse.FailureKind;

/** We can't get an association, or lost it. */
public final class AssociationException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient AssociationFailure failure;

  /** With its report. */
  public AssociationException(AssociationFailure failure, Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  /** Without an A-ASSOCIATE-RJ. */
  public AssociationException(FailureKind kind, String message, Throwable cause) {
    this(new AssociationFailure(kind, message, Optional.empty()), cause);
  }

  /** For reports. */
  public AssociationFailure failure() {
    return failure;
  }
}
