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

  /** Refuses what is not at least {@code least} and below {@code above}, NaN included. */
  static void from(String option, double value, double least, double above) {
    if (!(value >= least && value < above)) {
      throw new UsageException(
          option + ": found " + value + ", expected " + least + " or more, below " + above);
    }
  }

  /** Refuses what is not strictly between, NaN included. */
  static void between(String option, double value, double above, double below) {
    if (!(value > above && value < below)) {
      throw new UsageException(
          option + ": found " + value + ", expected above " + above + ", below " + below);
    }
  }
}
