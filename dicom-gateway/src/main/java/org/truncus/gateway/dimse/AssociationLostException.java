package org.truncus.gateway.dimse;

import java.io.IOException;

/** The association ended (abort, closed socket, timeout, broken protocol) inside of a message. */
public final class AssociationLostException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says which association and why. */
  public AssociationLostException(String message) {
    super(message);
  }

  /** As above, with the failure underneath. */
  public AssociationLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
