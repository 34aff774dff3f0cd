package org.truncus.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * DenseNet with bottlenecks and compression 0.5 (Huang et al. 2017): a stem, four blocks of dense
 * layers, a transition between two of them. Layer names are those of Keras applications, slashes
 * written as underscores; batch normalisation has epsilon 1.001e-5, convolutions have no bias.
 *
 * <p>Cuts: {@code stem}; {@code B1.1}, {@code B1.2} and so on after each dense layer; {@code
 * T1..T3} after the transitions; {@code F} is the whole. A dense layer ends in features that nobody
 * has normalised yet, so its cut goes on through the batch normalisation and the rectifier that
 * read them in the full network: the next layer's, the transition's, or the final ones.
 */
public final class DenseNet {

  private static final float EPSILON = 1.001e-5f;
  private static final int STEM_FILTERS = 64;
  private static final int GROWTH = 32;
  private static final int BOTTLENECK = 4;

  private final List<Integer> layers;
  private final Narrowing narrowing;
  private final List<Block> blocks = new ArrayList<>();
  private String features;
  private int channels = STEM_FILTERS;

  private DenseNet(List<Integer> layers, Narrowing narrowing) {
    this.layers = layers;
    this.narrowing = narrowing;
  }

  /** The published depths. */
  public enum Depth {
    /** Blocks of 6, 12, 24 and 16 layers. */
    D121("densenet121", 24, 16),
    /** Blocks of 6, 12, 48 and 32 layers. */
    D201("densenet201", 48, 32);

    private final String backbone;
    private final int third;
    private final int fourth;

    Depth(String backbone, int third, int fourth) {
      this.backbone = backbone;
      this.third = third;
      this.fourth = fourth;
    }

    private List<Integer> layers() {
      return List.of(6, 12, third, fourth);
    }

    /** The backbone's name. */
    public String backbone() {
      return backbone;
    }
  }

  /** The backbone of this depth. */
  public static Backbone backbone(Depth depth) {
    List<Integer> layers = depth.layers();
    Map<String, Integer> cuts = new LinkedHashMap<>();
    cuts.put("stem", 1);
    for (int stage = 1; stage <= layers.size(); stage++) {
      for (int layer = 1; layer <= layers.get(stage - 1); layer++) {
        cuts.put("B%d.%d".formatted(stage, layer), cuts.size() + 1);
      }
      if (stage < layers.size()) {
        cuts.put("T" + stage, cuts.size() + 1);
      }
    }
    return new Backbone(
        depth.backbone(),
        narrowing -> new DenseNet(layers, narrowing).blocks(),
        cuts,
        Map.of("F", "B%d.%d".formatted(layers.size(), layers.get(layers.size() - 1))));
  }

  private List<Block> blocks() {
    add(stem());
    for (int stage = 1; stage <= layers.size(); stage++) {
      for (int layer = 1; layer <= layers.get(stage - 1); layer++) {
        add(denseLayer(stage, layer));
      }
      if (stage < layers.size()) {
        add(transition(stage));
      }
    }
    return blocks;
  }

  private void add(NodeChain chain) {
    blocks.add(chain.block());
  }

  private NodeChain stem() {
    NodeChain chain = new NodeChain(Node.IMAGES);
    chain.add("conv1_pad", ZeroPadding2D.symmetric(3));
    chain.add("conv1_conv", new Conv2D(STEM_FILTERS, 7, 2, Padding.VALID, false));
    normalised(chain, "conv1");
    chain.add("pool1_pad", ZeroPadding2D.symmetric(1));
    chain.add("pool1", new MaxPooling2D(3, 2, Padding.VALID));
    features = chain.last();
    return chain;
  }

  /** From the rectified features to the rectified features with this layer's ones behind them. */
  private NodeChain denseLayer(int stage, int layer) {
    String name = layerName(stage, layer);
    int growth = narrowing.width(blocks.size(), GROWTH);
    NodeChain chain = new NodeChain(blocks.get(blocks.size() - 1).name());
    if (layer == 1) {
      normalised(chain, name + "_0");
    }
    chain.add(name + "_1_conv", new Conv2D(BOTTLENECK * growth, 1, 1, Padding.SAME, false));
    normalised(chain, name + "_1");
    chain.add(name + "_2_conv", new Conv2D(growth, 3, 1, Padding.SAME, false));
    chain.add(name + "_concat", new Concatenate(), features, chain.last());
    features = chain.last();
    channels += growth;
    return normalised(chain, reader(stage, layer));
  }

  private static String layerName(int stage, int layer) {
    return "conv%d_block%d".formatted(stage + 1, layer);
  }

  /** What normalises the features after a dense layer in the full network. */
  private String reader(int stage, int layer) {
    if (layer < layers.get(stage - 1)) {
      return layerName(stage, layer + 1) + "_0";
    }
    return stage < layers.size() ? "pool" + (stage + 1) : "";
  }

  private NodeChain transition(int stage) {
    String name = "pool" + (stage + 1);
    channels /= 2;
    NodeChain chain = new NodeChain(blocks.get(blocks.size() - 1).name());
    chain.add(name + "_conv", new Conv2D(channels, 1, 1, Padding.SAME, false));
    chain.add(name + "_pool", new AveragePooling2D(2, 2, Padding.VALID));
    features = chain.last();
    return chain;
  }

  private static NodeChain normalised(NodeChain chain, String name) {
    String prefix = name.isEmpty() ? "" : name + "_";
    return chain
        .add(prefix + "bn", new BatchNormalization(EPSILON))
        .add(prefix + "relu", new ReLU());
  }
}
