package org.truncus.train;

import org.truncus.problem.UsageException;

/** Checks of numbers that options give. */
final class Ranges {

  private Ranges() {}

  static void atLeast(String option, int value, int least) {
    if (value < least) {
      throw new UsageException(option + ": found " + value + ", expected " + least + " or more");
    }
  }
}
