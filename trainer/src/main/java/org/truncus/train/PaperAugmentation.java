package org.truncus.train;

import java.util.SplittableRandom;

/**
 * The paper's preset, torchvision's RandomResizedCrop with its defaults: a rectangle of 8–100 % of
 * the area with sides of 3:4 to 4:3 (log-uniform), anywhere in the image, resized to the square by
 * bilinear interpolation; where ten draws don't fit into the image, all of it. A pure function of
 * (seed, epoch, sample).
 */
final class PaperAugmentation {

  private static final double MIN_AREA = 0.08;
  private static final double MAX_LOG_RATIO = Math.log(4.0 / 3);
  private static final int DRAWS = 10;

  private PaperAugmentation() {}

  /** Whole pixels of a square image. */
  record Box(int left, int top, int width, int height) {}

  /**
   * One varied image.
   *
   * @param image {@code [side,side,C]} in [0,1]; not changed
   * @param side of the image
   * @param channels C
   * @param size S
   * @param seed of the run, the epoch and the sample
   * @return {@code [S,S,C]} in [0,1]
   */
  static float[] apply(float[] image, int side, int channels, int size, long seed) {
    Box box = box(side, new SplittableRandom(seed));
    Bilinear source =
        new Bilinear(
            image,
            side,
            channels,
            box.left(),
            box.top(),
            box.left() + box.width() - 1,
            box.top() + box.height() - 1);
    float[] out = new float[size * size * channels];
    for (int y = 0; y < size; y++) {
      double sourceY = box.top() + (y + 0.5) * box.height() / size - 0.5;
      for (int x = 0; x < size; x++) {
        double sourceX = box.left() + (x + 0.5) * box.width() / size - 0.5;
        source.read(sourceX, sourceY, out, (y * size + x) * channels);
      }
    }
    return out;
  }

  static Box box(int side, SplittableRandom random) {
    double area = (double) side * side;
    for (int draw = 0; draw < DRAWS; draw++) {
      double wanted = area * (MIN_AREA + (1 - MIN_AREA) * random.nextDouble());
      double ratio = Math.exp(MAX_LOG_RATIO * (2 * random.nextDouble() - 1));
      int width = (int) Math.round(Math.sqrt(wanted * ratio));
      int height = (int) Math.round(Math.sqrt(wanted / ratio));
      if (width > 0 && width <= side && height > 0 && height <= side) {
        int top = random.nextInt(side - height + 1);
        int left = random.nextInt(side - width + 1);
        return new Box(left, top, width, height);
      }
    }
    return new Box(0, 0, side, side);
  }
}
