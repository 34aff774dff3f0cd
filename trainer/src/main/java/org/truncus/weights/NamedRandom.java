package org.truncus.weights;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Random numbers that depend on a seed and a name only. Normal numbers are made here, by Box and
 * Muller's polar method, so that they stay the same from one Java release to the next.
 */
final class NamedRandom {

  private static final double BOUND = 2;

  private final SplittableRandom random;

  NamedRandom(long seed, String name) {
    long hash = 0xcbf29ce484222325L ^ seed; // FNV-1a over the name, started from the seed
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    random = new SplittableRandom(hash);
  }

  /** Uniform in [0, 1). */
  double nextUniform() {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Unit normal. */
  double nextGaussian() {
    while (true) {
      double u = 2 * nextUniform() - 1;
      double v = 2 * nextUniform() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }

  /** Unit normal, drawn again until it lies within two sigmas. */
  double nextTruncatedGaussian() {
    while (true) {
      double normal = nextGaussian();
      if (Math.abs(normal) <= BOUND) {
        return normal;
      }
    }
  }
}
