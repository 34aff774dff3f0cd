package org.truncus.net;

import java.util.Arrays;
import org.truncus.problem.UsageException;

/**
 * Everything that happens to an image in [0,1] inside the graph, in training and in serving alike.
 *
 * @param imageSize side of the square the network sees
 * @param channels of the image that is fed: 1 (replicated to 3) or 3 (RGB)
 * @param fit how the image becomes a square
 * @param cropFraction side of what is seen as a share of the square's, above 0 and at most 1: the
 *     square is resized to {@link #fittedSize} and its middle is kept; 1 for all of it, and in
 *     documents that don't say
 * @param scale for each channel of the network's input, on values in [0,1]
 * @param offset added after scaling, for each channel of the network's input
 * @param bgr whether the network's first channel is blue
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out; equality is by content
public record Preprocessing(
    int imageSize,
    int channels,
    Fit fit,
    double cropFraction,
    float[] scale,
    float[] offset,
    boolean bgr) {

  /** Checks the numbers and copies the arrays. */
  public Preprocessing {
    if (imageSize < 1 || (channels != 1 && channels != 3)) {
      throw new UsageException(
          "preprocessing: image size %d must be positive and channels %d must be 1 or 3"
              .formatted(imageSize, channels));
    }
    if (scale.length != 3 || offset.length != 3) {
      throw new UsageException(
          "preprocessing: scale and offset need 3 values each, not %d and %d"
              .formatted(scale.length, offset.length));
    }
    cropFraction = Double.isNaN(cropFraction) ? 1 : cropFraction;
    if (!(cropFraction >= 0.1 && cropFraction <= 1)) {
      throw new UsageException(
          "preprocessing: crop fraction %s must be 0.1 to 1".formatted(cropFraction));
    }
    scale = scale.clone();
    offset = offset.clone();
  }

  /** A copy of the scales. */
  @Override
  public float[] scale() {
    return scale.clone();
  }

  /** A copy of the offsets. */
  @Override
  public float[] offset() {
    return offset.clone();
  }

  /** The same, but only the middle of the square is seen. */
  public Preprocessing withCropFraction(double fraction) {
    return new Preprocessing(imageSize, channels, fit, fraction, scale, offset, bgr);
  }

  /** Side of the square before the crop, in pixels of the network's input. */
  public int fittedSize() {
    return (int) Math.round(imageSize / cropFraction);
  }

  /** {@link Normalization#TORCH}. */
  public static Preprocessing torch(int imageSize, int channels, Fit fit) {
    return Normalization.TORCH.preprocessing(imageSize, channels, fit);
  }

  /** {@link Normalization#MOBILENET}. */
  public static Preprocessing mobilenet(int imageSize, int channels, Fit fit) {
    return Normalization.MOBILENET.preprocessing(imageSize, channels, fit);
  }

  /** {@link Normalization#CAFFE}. */
  public static Preprocessing caffe(int imageSize, int channels, Fit fit) {
    return Normalization.CAFFE.preprocessing(imageSize, channels, fit);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Preprocessing that
        && imageSize == that.imageSize
        && channels == that.channels
        && fit == that.fit
        && cropFraction == that.cropFraction
        && Arrays.equals(scale, that.scale)
        && Arrays.equals(offset, that.offset)
        && bgr == that.bgr;
  }

  @Override
  public int hashCode() {
    return 31 * imageSize + Arrays.hashCode(scale);
  }

  @Override
  public String toString() {
    return "Preprocessing[%d, %d, %s, crop %s, scale %s, offset %s, bgr %s]"
        .formatted(
            imageSize,
            channels,
            fit,
            cropFraction,
            Arrays.toString(scale),
            Arrays.toString(offset),
            bgr);
  }
}
