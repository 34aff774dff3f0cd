package org.truncus.testdata;

import java.util.SplittableRandom;

/** A stream of random numbers which is a function of a key only. */
final class Draw {
  private final SplittableRandom random;

  private Draw(long state) {
    this.random = new SplittableRandom(state);
  }

  /** The stream of this key, such as (seed, patient, image, purpose). */
  static Draw of(long... key) {
    long state = 0x9E3779B97F4A7C15L;
    for (long part : key) {
      state = mix(state ^ mix(part + 0x632BE59BD9B4E019L));
    }
    return new Draw(state);
  }

  double uniform(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  double normal(double mean, double deviation) {
    return mean + deviation * random.nextGaussian();
  }

  /** Normal, drawn into the bounds by clamping. */
  double normal(double mean, double deviation, double low, double high) {
    return Math.max(low, Math.min(high, normal(mean, deviation)));
  }

  /** exp of a normal around log(median). */
  double logNormal(double median, double deviation, double low, double high) {
    return Math.max(low, Math.min(high, median * Math.exp(normal(0, deviation))));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  double sign() {
    return random.nextBoolean() ? 1 : -1;
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
