package org.truncus.train;

import java.util.SplittableRandom;

/**
 * The medical preset: one affine resampling (a square crop of 80–100 % of the area, rotation by
 * −10..10°, bilinear, edges repeated), then contrast × 0.8–1.2 about the mean and brightness ± 0.1,
 * clipped to [0,1]. No flip, since left and right matter in the chest. A pure function of (seed,
 * epoch, sample).
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
   * @param image {@code [S,S,C]} in [0,1]; not changed
   * @param size S
   * @param channels C
   * @param seed of the run
   * @param epoch counted from 1
   * @param sample index of the row in the list
   * @return {@code [S,S,C]} in [0,1]
   */
  static float[] apply(float[] image, int size, int channels, long seed, int epoch, int sample) {
    SplittableRandom random = new SplittableRandom(Seeds.mix(seed, epoch, sample));
    double zoom = Math.sqrt(MIN_AREA + (1 - MIN_AREA) * random.nextDouble());
    double angle = MAX_ANGLE * (2 * random.nextDouble() - 1);
    double room = (1 - zoom) / 2 * size;
    double centreX = size / 2.0 + room * (2 * random.nextDouble() - 1);
    double centreY = size / 2.0 + room * (2 * random.nextDouble() - 1);
    float[] warped =
        resample(
            image,
            size,
            channels,
            new double[] {zoom * Math.cos(angle), zoom * Math.sin(angle), centreX, centreY});
    double contrast = 1 + CONTRAST * (2 * random.nextDouble() - 1);
    double brightness = BRIGHTNESS * (2 * random.nextDouble() - 1);
    light(warped, contrast, brightness);
    return warped;
  }

  private static float[] resample(float[] image, int size, int channels, double[] map) {
    float[] out = new float[image.length];
    double half = size / 2.0;
    for (int y = 0; y < size; y++) {
      double dy = y + 0.5 - half;
      for (int x = 0; x < size; x++) {
        double dx = x + 0.5 - half;
        double sourceX = map[0] * dx - map[1] * dy + map[2] - 0.5;
        double sourceY = map[1] * dx + map[0] * dy + map[3] - 0.5;
        bilinear(image, size, channels, sourceX, sourceY, out, (y * size + x) * channels);
      }
    }
    return out;
  }

  private static void bilinear(
      float[] image, int size, int channels, double x, double y, float[] out, int at) {
    double inX = Math.min(Math.max(x, 0), size - 1);
    double inY = Math.min(Math.max(y, 0), size - 1);
    int left = (int) inX;
    int top = (int) inY;
    int right = Math.min(left + 1, size - 1);
    int bottom = Math.min(top + 1, size - 1);
    float fx = (float) (inX - left);
    float fy = (float) (inY - top);
    for (int c = 0; c < channels; c++) {
      float upper =
          (1 - fx) * image[(top * size + left) * channels + c]
              + fx * image[(top * size + right) * channels + c];
      float lower =
          (1 - fx) * image[(bottom * size + left) * channels + c]
              + fx * image[(bottom * size + right) * channels + c];
      out[at + c] = (1 - fy) * upper + fy * lower;
    }
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
