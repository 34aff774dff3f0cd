package org.truncus.train;

import java.util.SplittableRandom;

/**
 * The medical preset: one affine resampling (a square crop of 80–100 % of the area, rotation by
 * −10..10°, bilinear, edges repeated), then contrast × 0.8–1.2 about the mean and brightness ± 0.1,
 * clipped to [0,1]. A pure function of (seed, epoch, sample).
 */
final class MedicalAugmentation {

  private static final double MIN_AREA = 0.8;
  private static final double MAX_ANGLE = Math.toRadians(10);
  private static final double CONTRAST = 0.2;
  private static final double BRIGHTNESS = 0.1;

  private MedicalAugmentation() {}

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
    SplittableRandom random = new SplittableRandom(seed);
    double zoom = Math.sqrt(MIN_AREA + (1 - MIN_AREA) * random.nextDouble());
    double angle = MAX_ANGLE * (2 * random.nextDouble() - 1);
    double room = (1 - zoom) / 2 * side;
    double centreX = side / 2.0 + room * (2 * random.nextDouble() - 1);
    double centreY = side / 2.0 + room * (2 * random.nextDouble() - 1);
    double step = zoom * side / size;
    float[] warped =
        resample(
            new Bilinear(image, side, channels),
            size,
            new double[] {step * Math.cos(angle), step * Math.sin(angle), centreX, centreY});
    double contrast = 1 + CONTRAST * (2 * random.nextDouble() - 1);
    double brightness = BRIGHTNESS * (2 * random.nextDouble() - 1);
    light(warped, contrast, brightness);
    return warped;
  }

  private static float[] resample(Bilinear image, int size, double[] map) {
    float[] out = new float[size * size * image.channels()];
    double half = size / 2.0;
    for (int y = 0; y < size; y++) {
      double dy = y + 0.5 - half;
      for (int x = 0; x < size; x++) {
        double dx = x + 0.5 - half;
        double sourceX = map[0] * dx - map[1] * dy + map[2] - 0.5;
        double sourceY = map[1] * dx + map[0] * dy + map[3] - 0.5;
        image.read(sourceX, sourceY, out, (y * size + x) * image.channels());
      }
    }
    return out;
  }

  private static void light(float[] image, double contrast, double brightness) {
    double sum = 0;
    for (float value : image) {
      sum += value;
    }
    double mean = sum / image.length;
    double shift = mean - contrast * mean + brightness;
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) Math.min(Math.max(contrast * image[i] + shift, 0), 1);
    }
  }
}
