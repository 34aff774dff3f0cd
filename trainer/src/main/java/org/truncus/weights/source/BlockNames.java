package org.truncus.weights.source;

/** Names of layers that rules have to know. */
public final class BlockNames {

  /** The convolutions of which one strides, in the first bottleneck of ResNet50 that may. */
  public static final String FIRST_STRIDED_1X1 = "conv3_block1_1_conv";

  /** The other one. */
  public static final String FIRST_STRIDED_3X3 = "conv3_block1_2_conv";

  private BlockNames() {}
}
