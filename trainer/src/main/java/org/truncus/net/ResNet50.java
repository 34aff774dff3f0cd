package org.truncus.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * ResNet50 (He et al. 2015): a stem and sixteen bottlenecks. Cuts {@code L1} (stem with its
 * max-pool) to {@code L17}; {@code B1..B3} are the ends of the stages. Layer names are those of
 * Keras applications.
 */
public final class ResNet50 {

  private static final int[] BOTTLENECKS = {3, 4, 6, 3};
  private static final int[] WIDTHS = {64, 128, 256, 512};

  private ResNet50() {}

  /** Which of the two convolutions of a stage's first bottleneck strides. */
  public enum Strides {
    /** The first 1×1 convolution, as in the paper and Keras. */
    V1,
    /** The 3×3 convolution, as in torchvision and timm. */
    V1_5
  }

  /**
   * What differs between sources of weights.
   *
   * @param strides variant; the shapes are equal, so a mix-up loads silently and costs accuracy
   * @param convBias whether convolutions have a bias, as in Keras
   * @param epsilon of batch normalisation
   */
  public record Options(Strides strides, boolean convBias, float epsilon) {

    /** v1.5, no bias, epsilon 1e-5. */
    public static Options torchvision() {
      return new Options(Strides.V1_5, false, 1e-5f);
    }

    /** v1, bias, epsilon 1.001e-5. */
    public static Options keras() {
      return new Options(Strides.V1, true, 1.001e-5f);
    }
  }

  /** The backbone, called {@code resnet50}. */
  public static Backbone backbone(Options options) {
    List<Block> blocks = new ArrayList<>();
    Map<String, Integer> cuts = new LinkedHashMap<>();
    Map<String, String> aliases = new LinkedHashMap<>();
    blocks.add(stem(options));
    cuts.put("L1", 1);
    for (int stage = 0; stage < BOTTLENECKS.length; stage++) {
      for (int block = 1; block <= BOTTLENECKS[stage]; block++) {
        String input = blocks.get(blocks.size() - 1).name();
        blocks.add(bottleneck(options, input, stage, block));
        cuts.put("L" + blocks.size(), blocks.size());
      }
      if (stage < BOTTLENECKS.length - 1) {
        aliases.put("B" + (stage + 1), "L" + blocks.size());
      }
    }
    return new Backbone("resnet50", blocks, cuts, aliases);
  }

  private static Block stem(Options options) {
    NodeChain chain = new NodeChain(Node.IMAGES);
    chain.add("conv1_pad", ZeroPadding2D.symmetric(3));
    chain.add("conv1_conv", new Conv2D(64, 7, 2, Padding.VALID, options.convBias()));
    chain.add("conv1_bn", new BatchNormalization(options.epsilon()));
    chain.add("conv1_relu", new ReLU());
    chain.add("pool1_pad", ZeroPadding2D.symmetric(1));
    chain.add("pool1_pool", new MaxPooling2D(3, 2, Padding.VALID));
    return chain.block();
  }

  private static Block bottleneck(Options options, String input, int stage, int block) {
    String name = "conv%d_block%d".formatted(stage + 2, block);
    int width = WIDTHS[stage];
    int strides = stage > 0 && block == 1 ? 2 : 1;
    boolean v1 = options.strides() == Strides.V1;
    NodeChain chain = new NodeChain(input);
    String shortcut = input;
    if (block == 1) {
      convolution(chain, name + "_0", 4 * width, 1, strides, options);
      shortcut = chain.last();
    }
    chain.add(
        name + "_1_conv",
        new Conv2D(width, 1, v1 ? strides : 1, Padding.VALID, options.convBias()),
        input);
    chain.add(name + "_1_bn", new BatchNormalization(options.epsilon()));
    chain.add(name + "_1_relu", new ReLU());
    chain.add(name + "_2_pad", ZeroPadding2D.symmetric(1));
    convolution(chain, name + "_2", width, 3, v1 ? 1 : strides, options);
    chain.add(name + "_2_relu", new ReLU());
    convolution(chain, name + "_3", 4 * width, 1, 1, options);
    chain.add(name + "_add", new Add(), shortcut, chain.last());
    chain.add(name + "_out", new ReLU());
    return chain.block();
  }

  private static void convolution(
      NodeChain chain, String name, int filters, int kernelSize, int strides, Options options) {
    chain.add(
        name + "_conv",
        new Conv2D(filters, kernelSize, strides, Padding.VALID, options.convBias()));
    chain.add(name + "_bn", new BatchNormalization(options.epsilon()));
  }
}
