package org.truncus.metric;

/** Two counts in one long, so that one addition adds both: positives above, negatives below. */
final class Counts {

  /** One positive; one negative is 1. */
  static final long POSITIVE = 1L << 32;

  private static final long LOW = 0xffffffffL;

  private Counts() {}

  static long positives(long counts) {
    return counts >>> 32;
  }

  static long negatives(long counts) {
    return counts & LOW;
  }

  /** The sum over patients, each as often as weighted. */
  static long total(long[] ofPatient, int[] weights) {
    long total = 0;
    for (int p = 0; p < ofPatient.length; p++) {
      total += ofPatient[p] * weights[p];
    }
    return total;
  }
}
