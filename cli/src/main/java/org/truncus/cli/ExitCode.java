package org.truncus.cli;

/** What the process answers its caller with. */
final class ExitCode {

  static final int OK = 0;

  /** A failure that nobody foresaw. */
  static final int BUG = 1;

  static final int USAGE = 2;
  static final int INVALID_INPUT = 3;

  /** The work was finished and a requirement was not met. */
  static final int REQUIREMENT_NOT_MET = 4;

  /** The work was finished and some rows failed. */
  static final int PARTLY_DONE = 5;

  static final int ENVIRONMENT = 6;
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
