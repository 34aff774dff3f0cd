package org.truncus.net;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.truncus.problem.UsageException;

/**
 * What the source of imported weights did with an RGB image in [0,1]: {@code x * scale + offset}
 * for each channel of the network's input.
 */
public enum Normalization {
  /** torchvision, timm and Keras DenseNet: mean (.485,.456,.406), deviation (.229,.224,.225). */
  TORCH,
  /** Keras MobileNet: [-1,1]. */
  MOBILENET,
  /** Keras ResNet50: BGR in [0,255] minus (103.939,116.779,123.68). */
  CAFFE,
  /** torchxrayvision: [-1024,1024]. */
  XRV;

  /** The constant of this name in lower or upper case. */
  public static Normalization byName(String name) {
    return Arrays.stream(values())
        .filter(value -> value.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no normalisation '%s'; known are %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(value -> value.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")))));
  }

  /** The preprocessing of images with this many channels, 1 or 3. */
  public Preprocessing preprocessing(int imageSize, int channels, Fit fit) {
    return new Preprocessing(imageSize, channels, fit, 1, scale(), offset(), this == CAFFE);
  }

  private float[] scale() {
    return switch (this) {
      case TORCH -> new float[] {1 / 0.229f, 1 / 0.224f, 1 / 0.225f};
      case MOBILENET -> new float[] {2, 2, 2};
      case CAFFE -> new float[] {255, 255, 255};
      case XRV -> new float[] {2048, 2048, 2048};
    };
  }

  private float[] offset() {
    return switch (this) {
      case TORCH -> new float[] {-0.485f / 0.229f, -0.456f / 0.224f, -0.406f / 0.225f};
      case MOBILENET -> new float[] {-1, -1, -1};
      case CAFFE -> new float[] {-103.939f, -116.779f, -123.68f};
      case XRV -> new float[] {-1024, -1024, -1024};
    };
  }
}
