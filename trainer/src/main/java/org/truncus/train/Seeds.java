package org.truncus.train;

/** Seeds that depend on several numbers, by the finaliser of SplitMix64 (Steele et al. 2014). */
final class Seeds {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /** A seed; close numbers give unrelated seeds. */
  static long mix(long... numbers) {
    long state = 0;
    for (long number : numbers) {
      state = finish(state + GOLDEN_GAMMA + number);
    }
    return state;
  }

  private static long finish(long z) {
    long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long x = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
