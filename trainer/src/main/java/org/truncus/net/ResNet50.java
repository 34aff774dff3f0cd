package org.truncus.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * ResNet50 (He et al. 2015): a stem and sixteen bottlenecks. Cuts {@code L1} (stem with its
 * max-pool) to {@code L17}; {@code B1..B4} are the ends of the stages. Layer names are those of
 * Keras applications.
 */
public final class ResNet50 {

  private static final int[] BOTTLENECKS = {3, 4, 6, 3};
  private static final int[] WIDTHS = {64, 128, 256, 512};
  private static final int EXPANSION = 4;

  private final Variant variant;
  private final Narrowing narrowing;
  private final List<Block> blocks = new ArrayList<>();

  private ResNet50(Variant variant, Narrowing narrowing) {
    this.variant = variant;
    this.narrowing = narrowing;
  }

  /** Which of the two convolutions of a stage's first bottleneck strides. */
  public enum Strides {
    /** The first 1×1 convolution, as in the paper and Keras. */
    V1,
    /** The 3×3 convolution, as in torchvision and timm. */
    V1_5
  }

  /**
   * What differs between sources of weights. The shapes of both strides are equal, so a mix-up
   * loads silently and costs accuracy.
   */
  public enum Variant {
    /** torchvision's and timm's: {@code resnet50}. */
    TORCHVISION("resnet50", Strides.V1_5, false),
    /** Keras' strides without the biases, which batch normalisation can take over. */
    V1("resnet50-v1", Strides.V1, false),
    /** torchvision's strides, convolutions with a bias. */
    BIAS("resnet50-bias", Strides.V1_5, true),
    /** The form of Keras applications. */
    KERAS("resnet50-v1-bias", Strides.V1, true);

    private final String backbone;
    private final Strides strides;
    private final boolean convBias;

    Variant(String backbone, Strides strides, boolean convBias) {
      this.backbone = backbone;
      this.strides = strides;
      this.convBias = convBias;
    }

    /** The backbone's name. */
    public String backbone() {
      return backbone;
    }

    /** Which convolution strides. */
    public Strides strides() {
      return strides;
    }

    /** Whether convolutions have a bias. */
    public boolean convBias() {
      return convBias;
    }

    /** Of batch normalisation: 1.001e-5 with Keras' strides, 1e-5 with torchvision's. */
    public float epsilon() {
      return strides == Strides.V1 ? 1.001e-5f : 1e-5f;
    }
  }

  /** The backbone of this variant. */
  public static Backbone backbone(Variant variant) {
    Map<String, Integer> cuts = new LinkedHashMap<>();
    Map<String, String> aliases = new LinkedHashMap<>();
    cuts.put("L1", 1);
    for (int stage = 0; stage < BOTTLENECKS.length; stage++) {
      for (int block = 0; block < BOTTLENECKS[stage]; block++) {
        int kept = cuts.size() + 1;
        cuts.put("L" + kept, kept);
      }
      aliases.put("B" + (stage + 1), "L" + cuts.size());
    }
    return new Backbone(
        variant.backbone(), narrowing -> new ResNet50(variant, narrowing).blocks(), cuts, aliases);
  }

  private List<Block> blocks() {
    blocks.add(stem());
    for (int stage = 0; stage < BOTTLENECKS.length; stage++) {
      int residual = narrowing.width(blocks.size(), EXPANSION * WIDTHS[stage]);
      for (int block = 1; block <= BOTTLENECKS[stage]; block++) {
        blocks.add(bottleneck(stage, block, residual));
      }
    }
    return blocks;
  }

  private Block stem() {
    NodeChain chain = new NodeChain(Node.IMAGES);
    chain.add("conv1_pad", ZeroPadding2D.symmetric(3));
    chain.add("conv1_conv", new Conv2D(64, 7, 2, Padding.VALID, variant.convBias()));
    chain.add("conv1_bn", new BatchNormalization(variant.epsilon()));
    chain.add("conv1_relu", new ReLU());
    chain.add("pool1_pad", ZeroPadding2D.symmetric(1));
    chain.add("pool1_pool", new MaxPooling2D(3, 2, Padding.VALID));
    return chain.block();
  }

  private Block bottleneck(int stage, int block, int residual) {
    String name = "conv%d_block%d".formatted(stage + 2, block);
    String input = blocks.get(blocks.size() - 1).name();
    int width = narrowing.width(blocks.size(), WIDTHS[stage]);
    int strides = stage > 0 && block == 1 ? 2 : 1;
    boolean v1 = variant.strides() == Strides.V1;
    NodeChain chain = new NodeChain(input);
    String shortcut = input;
    if (block == 1) {
      convolution(chain, name + "_0", residual, 1, strides);
      shortcut = chain.last();
    }
    chain.add(
        name + "_1_conv",
        new Conv2D(width, 1, v1 ? strides : 1, Padding.VALID, variant.convBias()),
        input);
    chain.add(name + "_1_bn", new BatchNormalization(variant.epsilon()));
    chain.add(name + "_1_relu", new ReLU());
    chain.add(name + "_2_pad", ZeroPadding2D.symmetric(1));
    convolution(chain, name + "_2", width, 3, v1 ? 1 : strides);
    chain.add(name + "_2_relu", new ReLU());
    convolution(chain, name + "_3", residual, 1, 1);
    chain.add(name + "_add", new Add(), shortcut, chain.last());
    chain.add(name + "_out", new ReLU());
    return chain.block();
  }

  private void convolution(NodeChain chain, String name, int filters, int kernelSize, int strides) {
    chain.add(
        name + "_conv",
        new Conv2D(filters, kernelSize, strides, Padding.VALID, variant.convBias()));
    chain.add(name + "_bn", new BatchNormalization(variant.epsilon()));
  }
}
