package org.truncus.train;

import java.util.SplittableRandom;

/**
 * Varies training images. What becomes of an image is a function of (seed, epoch, row) alone, so
 * that neither threads nor the order of the rows matter.
 *
 * @param kind of variation
 * @param flip whether half of the images are then mirrored left to right
 * @param side of the images that are varied
 * @param size S of the images fed
 * @param channels C
 * @param seed of the run
 */
record Augmentation(Augment kind, boolean flip, int side, int size, int channels, long seed) {

  private static final long FLIP = 1;

  /** Whether images change at all. */
  boolean varies() {
    return kind != Augment.NONE || flip;
  }

  /**
   * The variation of an epoch, from {@code [side,side,C]} to {@code [S,S,C]}.
   *
   * @param epoch counted from 1
   */
  InputPipeline.Variation of(int epoch) {
    return (image, row) -> {
      long own = Seeds.mix(seed, epoch, row);
      float[] varied =
          switch (kind) {
            case NONE -> CentreCrop.apply(image, side, channels, size);
            case PAPER -> PaperAugmentation.apply(image, side, channels, size, own);
            case MEDICAL -> MedicalAugmentation.apply(image, side, channels, size, own);
          };
      boolean mirror =
          flip && new SplittableRandom(Seeds.mix(seed, epoch, row, FLIP)).nextBoolean();
      return mirror ? mirrored(varied) : varied;
    };
  }

  private float[] mirrored(float[] image) {
    float[] mirrored = new float[image.length];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        System.arraycopy(
            image,
            (y * size + x) * channels,
            mirrored,
            (y * size + size - 1 - x) * channels,
            channels);
      }
    }
    return mirrored;
  }
}
