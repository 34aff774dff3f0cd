package org.truncus.gateway.dimse.service;

import java.util.Optional;
import org.truncus.gateway.dimse.AssociationFailure;
import org.truncus.gateway.dimse.AssociationReject;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.PeerAddress;

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

  /** The peer sent an A-ASSOCIATE-RJ. */
  public static AssociationException rejected(
      PeerAddress peer, String callingAet, AssociationReject reject) {
    String hint = "";
    if (reject.equals(AssociationReject.CALLED_AET_NOT_RECOGNISED)) {
      hint = "; its AE title isn't '" + peer.aeTitle() + "'";
    } else if (reject.equals(AssociationReject.CALLING_AET_NOT_RECOGNISED)) {
      hint = "; enter '" + callingAet + "' and this host's address there";
    }
    return new AssociationException(
        new AssociationFailure(
            reject.kind(),
            "%s rejected the association of '%s': %s%s"
                .formatted(peer, callingAet, reject.text(), hint),
            Optional.of(reject)),
        null);
  }
}
