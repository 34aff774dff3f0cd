package org.truncus.net;

import java.util.Arrays;
import org.truncus.problem.UsageException;

/**
 * Everything that happens to an image in [0,1] inside the graph, in training and in serving alike.
 *
 * @param imageSize side of the square the network sees
 * @param channels of the image that is fed: 1 (replicated to 3) or 3 (RGB)
 * @param fit how the image becomes a square
 * @param scale for each channel of the network's input, on values in [0,1]
 * @param offset added after scaling, for each channel of the network's input
 * @param bgr whether the network's first channel is blue
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out; equality is by content
public record Preprocessing(
    int imageSize, int channels, Fit fit, float[] scale, float[] offset, boolean bgr) {

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
    return "Preprocessing[%d, %d, %s, scale %s, offset %s, bgr %s]"
        .formatted(imageSize, channels, fit, Arrays.toString(scale), Arrays.toString(offset), bgr);
  }
}
