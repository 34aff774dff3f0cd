package org.truncus.model;

import java.util.Objects;
import org.truncus.image.PixelPolicy;
import org.truncus.net.Preprocessing;

/**
 * What a model is fed: float32 images {@code [H,W,C]} in [0,1].
 *
 * @param size side S of the square the network sees
 * @param channels C: 1 (grey) or 3 (RGB)
 * @param photometric {@code MONOCHROME2} (0 is black) or {@code RGB}
 * @param pixels how a file becomes an image in [0,1]; to be obeyed by every caller
 * @param preprocessing what the graph does with the image afterwards; for information, callers must
 *     not repeat it
 */
public record ModelInput(
    int size, int channels, String photometric, PixelPolicy pixels, Preprocessing preprocessing) {

  /** Checks size and channels. */
  public ModelInput {
    if (size < 1 || (channels != 1 && channels != 3)) {
      throw new IllegalArgumentException(
          "input must be 1 or 3 channels of a positive size: " + size + ", " + channels);
    }
    Objects.requireNonNull(pixels, "pixels");
    Objects.requireNonNull(preprocessing, "preprocessing");
  }
}
