package org.truncus.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SqueezeNet 1.1 (Iandola et al. 2016): a strided convolution, then eight fire modules, which
 * squeeze the channels and expand them with 1×1 and 3×3 convolutions side by side. Cuts {@code
 * L1..L8}, also {@code fire2..fire9}, come after each fire module and before its pool. There is no
 * batch normalisation. Layers are named as in the Keras weight files, slashes written as
 * underscores; the first convolution pads ((0,1),(0,1)), which equals SAME at even sizes, and pools
 * don't pad.
 */
public final class SqueezeNet {

  /** The backbone's name. */
  static final String NAME = "squeezenet-1.1";

  private static final int FIRST_FIRE = 2;
  private static final int STEM_FILTERS = 64;
  private static final int[] SQUEEZE = {16, 16, 32, 32, 48, 48, 64, 64};
  private static final int EXPANSION = 4;

  private SqueezeNet() {}

  /** The backbone, called {@code squeezenet-1.1}. */
  public static Backbone backbone() {
    Map<String, Integer> cuts = new LinkedHashMap<>();
    Map<String, String> aliases = new LinkedHashMap<>();
    for (int block = 1; block <= SQUEEZE.length; block++) {
      cuts.put("L" + block, block + 1);
      aliases.put("fire" + (block + FIRST_FIRE - 1), "L" + block);
    }
    return new Backbone(NAME, SqueezeNet::blocks, cuts, aliases);
  }

  private static List<Block> blocks(Narrowing narrowing) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(stem());
    for (int block = 1; block <= SQUEEZE.length; block++) {
      int squeeze = narrowing.width(block, SQUEEZE[block - 1]);
      blocks.add(fire(blocks.get(block - 1).name(), block + FIRST_FIRE - 1, squeeze));
    }
    return blocks;
  }

  private static Block stem() {
    NodeChain chain = new NodeChain(Node.IMAGES);
    chain.add("conv1_pad", new ZeroPadding2D(0, 1, 0, 1));
    chain.add("conv1", new Conv2D(STEM_FILTERS, 3, 2, Padding.VALID, true));
    chain.add("relu_conv1", new ReLU());
    chain.add("pool1", new MaxPooling2D(3, 2, Padding.VALID));
    return chain.block();
  }

  private static Block fire(String input, int number, int squeeze) {
    String name = "fire%d_".formatted(number);
    NodeChain chain = new NodeChain(input);
    int before = number - 1;
    if (before == 3 || before == 5) {
      chain.add("pool" + before, new MaxPooling2D(3, 2, Padding.VALID));
    }
    String squeezed = convolution(chain, name, "squeeze1x1", squeeze, 1, chain.last());
    String narrow = convolution(chain, name, "expand1x1", EXPANSION * squeeze, 1, squeezed);
    String wide = convolution(chain, name, "expand3x3", EXPANSION * squeeze, 3, squeezed);
    chain.add(name + "concat", new Concatenate(), narrow, wide);
    return chain.block();
  }

  private static String convolution(
      NodeChain chain, String fire, String part, int filters, int kernelSize, String input) {
    chain.add(fire + part, new Conv2D(filters, kernelSize, 1, Padding.SAME, true), input);
    return chain.add(fire + "relu_" + part, new ReLU()).last();
  }
}
