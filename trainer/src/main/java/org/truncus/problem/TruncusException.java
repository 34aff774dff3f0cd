package org.truncus.problem;

/** A failure that is explained to the user in one message, without a stack trace. */
public abstract sealed class TruncusException extends RuntimeException
    permits UsageException, InvalidInputException, UnsupportedInputException, EnvironmentException {

  private final int exitCode;

  TruncusException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The exit code of the command line: 2 usage, 3 input data, 6 environment. */
  public final int exitCode() {
    return exitCode;
  }
}
