package org.truncus.metric;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One resample of patients: as many as there are, drawn with replacement within their strata. A
 * function of its seed, so replicates can be drawn in any order and on any thread.
 */
final class PatientDraw {

  private static final long LOW = 0xffffffffL;

  private PatientDraw() {}

  /**
   * Draws.
   *
   * @param strata see {@link PatientIndex#strata}
   * @param weights filled with how often each patient was drawn
   */
  static void draw(long seed, int[] strata, int[] weights) {
    Arrays.fill(weights, 0);
    SplittableRandom random = new SplittableRandom(seed);
    for (int s = 0; s + 1 < strata.length; s++) {
      draw(random, strata[s], strata[s + 1] - strata[s], weights);
    }
  }

  /**
   * Draws {@code n} of the {@code n} patients from number {@code first} on: two uniform integers
   * from each 64 random bits, by multiplication and rejection (Lemire 2019), so without bias.
   */
  private static void draw(SplittableRandom random, int first, int n, int[] weights) {
    if (n == 0) {
      return;
    }
    long reject = (LOW + 1) % n;
    for (int done = 0; done < n; ) {
      long bits = random.nextLong();
      long product = (bits & LOW) * n;
      if ((product & LOW) >= reject) {
        weights[first + (int) (product >>> 32)]++;
        done++;
      }
      product = (bits >>> 32) * n;
      if (done < n && (product & LOW) >= reject) {
        weights[first + (int) (product >>> 32)]++;
        done++;
      }
    }
  }
}
