package org.truncus.problem;

/** The machine can't do it now: no GPU, disk full, port taken, no permission. Exit code 6. */
public non-sealed class EnvironmentException extends TruncusException {

  /** Says where, what was found, what was expected and what to do. */
  public EnvironmentException(String message) {
    super(6, message, null);
  }

  /** As above, with the failure underneath. */
  public EnvironmentException(String message, Throwable cause) {
    super(6, message, cause);
  }
}
