package org.truncus.problem;

/**
 * Input data that breaks the rules of its format: a corrupt image, a list without its columns. Exit
 * code 3.
 */
public non-sealed class InvalidInputException extends TruncusException {

  /** Says where, what was found, what was expected and what to do. */
  public InvalidInputException(String message) {
    super(3, message, null);
  }

  /** As above, with the failure underneath. */
  public InvalidInputException(String message, Throwable cause) {
    super(3, message, cause);
  }
}
