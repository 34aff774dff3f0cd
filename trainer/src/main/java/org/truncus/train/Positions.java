package org.truncus.train;

import java.util.SplittableRandom;

/**
 * A sample of the positions of feature maps: which places of which images become rows.
 *
 * @param height of the grid that is laid over every map
 * @param width of the grid
 * @param chosen indices {@code (image * height + y) * width + x}, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Positions(int height, int width, int[] chosen) {

  /**
   * Draws positions without replacement, all of them where there are no more.
   *
   * @param images N
   * @param most how many at most
   * @param seed the same positions for the same seed and grid
   */
  public static Positions sample(int images, int height, int width, int most, long seed) {
    int all = Math.multiplyExact(Math.multiplyExact(images, height), width);
    int[] chosen = new int[Math.min(all, most)];
    SplittableRandom random = new SplittableRandom(seed);
    int taken = 0;
    for (int i = 0; taken < chosen.length; i++) {
      if (random.nextInt(all - i) < chosen.length - taken) {
        chosen[taken] = i;
        taken++;
      }
    }
    return new Positions(height, width, chosen);
  }
}
