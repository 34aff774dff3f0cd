package org.truncus.problem;

/**
 * The command or a setting makes no sense: an unknown cut, a contradiction between options. Exit
 * code 2.
 */
public non-sealed class UsageException extends TruncusException {

  /** Says where, what was found, what was expected and what to do. */
  public UsageException(String message) {
    super(2, message, null);
  }

  /** As above, with the failure underneath. */
  public UsageException(String message, Throwable cause) {
    super(2, message, cause);
  }
}
