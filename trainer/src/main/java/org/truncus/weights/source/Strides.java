package org.truncus.weights.source;

/** Which convolution strides in the first bottleneck of a ResNet's stage; the shapes don't tell. */
public enum Strides {
  /** The first 1×1: the paper, Keras. */
  V1("v1 (the 1×1 convolutions stride, as in Keras)"),
  /** The 3×3: torchvision, timm. */
  V1_5("v1.5 (the 3×3 convolutions stride, as in torchvision)"),
  /** The network has no such choice. */
  NONE("");

  private final String text;

  Strides(String text) {
    this.text = text;
  }

  /** For people; empty where there is no choice. */
  public String text() {
    return text;
  }
}
