package org.truncus.image;

/**
 * An image in memory.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param channels 1 (grey) or 3 (red, green, blue)
 * @param samples [H,W,C] in [0, 1]; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // millions of samples; never compared
public record FloatImage(int height, int width, int channels, float[] samples) {

  /** Weights of the luma (ITU-R BT.601). */
  private static final float RED = 0.299f;

  private static final float GREEN = 0.587f;
  private static final float BLUE = 0.114f;

  /** Checks that the samples fill the shape. */
  public FloatImage {
    if (height < 1 || width < 1 || (channels != 1 && channels != 3)) {
      throw new IllegalArgumentException(
          "an image can't be " + height + " x " + width + " x " + channels);
    }
    if (samples.length != Math.multiplyExact(Math.multiplyExact(height, width), channels)) {
      throw new IllegalArgumentException(
          samples.length + " samples for " + height + " x " + width + " x " + channels);
    }
  }

  /** The sample at a row, a column and a channel. */
  public float at(int row, int column, int channel) {
    return samples[(row * width + column) * channels + channel];
  }

  /**
   * The image in grey or in colour: grey is repeated in all three channels, colour becomes its
   * luma. This image where nothing is to be done. Trainer and model packages both convert here.
   *
   * @param wanted 1 or 3
   */
  public FloatImage withChannels(int wanted) {
    if (wanted == channels) {
      return this;
    }
    return new FloatImage(height, width, wanted, wanted == 1 ? luma() : repeated());
  }

  private float[] repeated() {
    float[] colour = new float[samples.length * 3];
    for (int i = 0; i < colour.length; i++) {
      colour[i] = samples[i / 3];
    }
    return colour;
  }

  private float[] luma() {
    float[] grey = new float[samples.length / 3];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = RED * samples[3 * i] + GREEN * samples[3 * i + 1] + BLUE * samples[3 * i + 2];
    }
    return grey;
  }
}
