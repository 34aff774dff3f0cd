package org.truncus.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * MobileNet v1 (Howard et al. 2017): a strided convolution, then thirteen depthwise-separable
 * blocks. Cuts {@code L1..L13} come after each block. Layer names are those of Keras applications;
 * strided layers pad ((0,1),(0,1)), which equals SAME at even sizes. Batch normalisation has
 * epsilon 1e-3.
 */
public final class MobileNetV1 {

  private static final float EPSILON = 1e-3f;
  private static final int STEM_FILTERS = 32;
  private static final int[] FILTERS = {
    64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024
  };
  private static final int[] STRIDES = {1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1};

  private MobileNetV1() {}

  /** The width multiplier: what share of the filters is kept. */
  public enum Width {
    /** All filters. */
    FULL("1.0", 4),
    /** Three quarters of the filters. */
    THREE_QUARTERS("0.75", 3),
    /** Half of the filters. */
    HALF("0.5", 2),
    /** A quarter of the filters. */
    QUARTER("0.25", 1);

    private final String text;
    private final int quarters;

    Width(String text, int quarters) {
      this.text = text;
      this.quarters = quarters;
    }

    /** The backbone's name, for example {@code mobilenet-v1-0.25}. */
    public String backbone() {
      return "mobilenet-v1-" + text;
    }

    private int of(int filters) {
      return filters / 4 * quarters;
    }
  }

  /** The backbone of this width. */
  public static Backbone backbone(Width width) {
    Map<String, Integer> cuts = new LinkedHashMap<>();
    for (int block = 1; block <= FILTERS.length; block++) {
      cuts.put("L" + block, block + 1);
    }
    return new Backbone(width.backbone(), narrowing -> blocks(width, narrowing), cuts, Map.of());
  }

  private static List<Block> blocks(Width width, Narrowing narrowing) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(stem(width.of(STEM_FILTERS)));
    for (int block = 1; block <= FILTERS.length; block++) {
      String input = blocks.get(blocks.size() - 1).name();
      int filters = narrowing.width(block, width.of(FILTERS[block - 1]));
      blocks.add(separable(input, block, filters, STRIDES[block - 1]));
    }
    return blocks;
  }

  private static Block stem(int filters) {
    NodeChain chain = new NodeChain(Node.IMAGES);
    chain.add("conv1_pad", new ZeroPadding2D(0, 1, 0, 1));
    chain.add("conv1", new Conv2D(filters, 3, 2, Padding.VALID, false));
    chain.add("conv1_bn", new BatchNormalization(EPSILON));
    chain.add("conv1_relu", new ReLU6());
    return chain.block();
  }

  private static Block separable(String input, int block, int filters, int strides) {
    NodeChain chain = new NodeChain(input);
    Padding padding = Padding.SAME;
    if (strides > 1) {
      chain.add("conv_pad_" + block, new ZeroPadding2D(0, 1, 0, 1));
      padding = Padding.VALID;
    }
    chain.add("conv_dw_" + block, new DepthwiseConv2D(3, strides, padding, false));
    chain.add("conv_dw_" + block + "_bn", new BatchNormalization(EPSILON));
    chain.add("conv_dw_" + block + "_relu", new ReLU6());
    chain.add("conv_pw_" + block, new Conv2D(filters, 1, 1, Padding.SAME, false));
    chain.add("conv_pw_" + block + "_bn", new BatchNormalization(EPSILON));
    chain.add("conv_pw_" + block + "_relu", new ReLU6());
    return chain.block();
  }
}
