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
}
