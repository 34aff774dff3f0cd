package org.truncus.weights.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The layers with weights of Keras applications in the order of their models, class by class. Keras
 * sorts a model's layers by depth; in a bottleneck with a projection the shortcut's layers come
 * between those of the main path: {@code _1, _2, _0, _3}.
 */
final class KerasOrder {

  static final String CONV = "conv2d";
  static final String DEPTHWISE = "depthwise_conv2d";
  static final String NORM = "batch_normalization";

  private static final int[] BOTTLENECKS = {3, 4, 6, 3};
  private static final int[] SEPARABLE = {
    64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024
  };
  private static final int[] SQUEEZE = {16, 16, 32, 32, 48, 48, 64, 64};
  private static final int STEM = 64;
  private static final int GROWTH = 32;

  private final Map<String, List<Place>> places = new LinkedHashMap<>();

  /**
   * A layer.
   *
   * @param layer its name
   * @param shape of its first weight: the kernel {@code [h,w,in,out]} or {@code gamma [c]}
   */
  record Place(String layer, List<Integer> shape) {}

  private KerasOrder() {}

  /** The layers of a class; none where the network has none. */
  List<Place> places(String type) {
    return places.getOrDefault(type, List.of());
  }

  private void add(String type, String layer, Integer... shape) {
    places.computeIfAbsent(type, t -> new ArrayList<>()).add(new Place(layer, List.of(shape)));
  }

  /** A convolution and the batch normalisation after it. */
  private void convNorm(String name, int side, int in, int out) {
    add(CONV, name + "_conv", side, side, in, out);
    add(NORM, name + "_bn", out);
  }

  static KerasOrder resNet50() {
    KerasOrder order = new KerasOrder();
    order.convNorm("conv1", 7, 3, STEM);
    int in = STEM;
    for (int stage = 0; stage < BOTTLENECKS.length; stage++) {
      int width = STEM << stage;
      for (int block = 1; block <= BOTTLENECKS[stage]; block++) {
        String name = "conv%d_block%d_".formatted(stage + 2, block);
        order.convNorm(name + 1, 1, in, width);
        order.convNorm(name + 2, 3, width, width);
        if (block == 1) {
          order.convNorm(name + 0, 1, in, 4 * width);
        }
        order.convNorm(name + 3, 1, width, 4 * width);
        in = 4 * width;
      }
    }
    return order;
  }

  static KerasOrder denseNet(int... blocks) {
    KerasOrder order = new KerasOrder();
    order.convNorm("conv1", 7, 3, STEM);
    int in = STEM;
    for (int stage = 0; stage < blocks.length; stage++) {
      for (int layer = 1; layer <= blocks[stage]; layer++) {
        String name = "conv%d_block%d_".formatted(stage + 2, layer);
        order.add(NORM, name + "0_bn", in);
        order.convNorm(name + 1, 1, in, 4 * GROWTH);
        order.add(CONV, name + "2_conv", 3, 3, 4 * GROWTH, GROWTH);
        in += GROWTH;
      }
      if (stage < blocks.length - 1) {
        String name = "pool" + (stage + 2);
        order.add(NORM, name + "_bn", in);
        order.add(CONV, name + "_conv", 1, 1, in, in / 2);
        in /= 2;
      }
    }
    order.add(NORM, "bn", in);
    return order;
  }

  /** The width in quarters. */
  static KerasOrder mobileNet(int quarters) {
    KerasOrder order = new KerasOrder();
    int in = 32 * quarters / 4;
    order.add(CONV, "conv1", 3, 3, 3, in);
    order.add(NORM, "conv1_bn", in);
    for (int block = 1; block <= SEPARABLE.length; block++) {
      int out = SEPARABLE[block - 1] * quarters / 4;
      order.add(DEPTHWISE, "conv_dw_" + block, 3, 3, in, 1);
      order.add(NORM, "conv_dw_%d_bn".formatted(block), in);
      order.add(CONV, "conv_pw_" + block, 1, 1, in, out);
      order.add(NORM, "conv_pw_%d_bn".formatted(block), out);
      in = out;
    }
    return order;
  }

  static KerasOrder squeezeNet() {
    KerasOrder order = new KerasOrder();
    order.add(CONV, "conv1", 3, 3, 3, STEM);
    int in = STEM;
    for (int i = 0; i < SQUEEZE.length; i++) {
      String name = "fire%d_".formatted(i + 2);
      int squeeze = SQUEEZE[i];
      order.add(CONV, name + "squeeze1x1", 1, 1, in, squeeze);
      order.add(CONV, name + "expand1x1", 1, 1, squeeze, 4 * squeeze);
      order.add(CONV, name + "expand3x3", 3, 3, squeeze, 4 * squeeze);
      in = 8 * squeeze;
    }
    return order;
  }
}
