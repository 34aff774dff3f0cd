package org.truncus.gateway.inbox;

/** Ends the work on one instance with a refusal. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  RefusedException(Refusal refusal, Throwable cause) {
    super(refusal.name(), cause);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
