package org.truncus.problem;

/** Input data that is well formed but of a kind that is not handled here. Exit code 3. */
public non-sealed class UnsupportedInputException extends TruncusException {

  /** Says where, what was found, what was expected and what to do. */
  public UnsupportedInputException(String message) {
    super(3, message, null);
  }

  /** As above, with the failure underneath. */
  public UnsupportedInputException(String message, Throwable cause) {
    super(3, message, cause);
  }
}
