package org.truncus.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The CBR family (Raghu et al. 2019, appendix): units of convolution, batch normalisation and
 * rectifier, with 3×3 max-pools of stride 2 between them. Cuts {@code L1..L5} come after each unit
 * with its pool. There are no published weights; layers are named in the manner of Keras
 * applications. Batch normalisation has epsilon 1e-5, PyTorch's.
 *
 * <p>The paper's text gives Tiny the widths 64 to 512, but its table of sizes fits only 32 to 256;
 * both are offered.
 */
public final class Cbr {

  private static final float EPSILON = 1e-5f;

  private Cbr() {}

  /** The published networks. */
  public enum Size {
    /** LargeT: the only one with five units and without a pool after the last. */
    LARGE_T("cbr-large-t", 7, 32, 5),
    /** LargeW. */
    LARGE_W("cbr-large-w", 7, 64, 4),
    /** Small. */
    SMALL("cbr-small", 7, 32, 4),
    /** Tiny as in the paper's text: 64 to 512 filters. */
    TINY("cbr-tiny", 5, 64, 4),
    /** Tiny as in the paper's table: 32 to 256 filters. */
    TINY_32("cbr-tiny-32", 5, 32, 4);

    private final String text;
    private final int kernelSize;
    private final int filters;
    private final int units;

    Size(String text, int kernelSize, int filters, int units) {
      this.text = text;
      this.kernelSize = kernelSize;
      this.filters = filters;
      this.units = units;
    }

    private boolean poolsAfter(int unit) {
      return this != LARGE_T || unit < units;
    }
  }

  /**
   * What the sources leave open.
   *
   * @param padding of convolutions and pools: SAME halves the image from unit to unit; VALID, which
   *     the published code has, needs larger images
   * @param convBias whether convolutions have a bias, as in the published code; batch normalisation
   *     makes it idle
   */
  public record Options(Padding padding, boolean convBias) {

    /** With a bias, as the registered backbones have it. */
    public static Options padded(Padding padding) {
      return new Options(padding, true);
    }
  }

  /** The backbone's name: {@code cbr-tiny}, or {@code cbr-tiny-valid} without padding. */
  static String name(Size size, Padding padding) {
    return padding == Padding.SAME ? size.text : size.text + "-valid";
  }

  /** The backbone of this size. */
  public static Backbone backbone(Size size, Options options) {
    Map<String, Integer> cuts = new LinkedHashMap<>();
    for (int unit = 1; unit <= size.units; unit++) {
      cuts.put("L" + unit, unit);
    }
    return new Backbone(
        name(size, options.padding()),
        narrowing -> blocks(size, options, narrowing),
        cuts,
        Map.of());
  }

  private static List<Block> blocks(Size size, Options options, Narrowing narrowing) {
    List<Block> blocks = new ArrayList<>();
    String input = Node.IMAGES;
    for (int unit = 1; unit <= size.units; unit++) {
      int filters = narrowing.width(unit - 1, size.filters << (unit - 1));
      NodeChain chain = new NodeChain(input);
      chain.add(
          "conv%d_conv".formatted(unit),
          new Conv2D(filters, size.kernelSize, 1, options.padding(), options.convBias()));
      chain.add("conv%d_bn".formatted(unit), new BatchNormalization(EPSILON));
      chain.add("conv%d_relu".formatted(unit), new ReLU());
      if (size.poolsAfter(unit)) {
        pool(chain, unit, options.padding());
      }
      blocks.add(chain.block());
      input = chain.last();
    }
    return blocks;
  }

  /** A zero outside never wins over a rectified value, so padding changes no maximum. */
  private static void pool(NodeChain chain, int unit, Padding padding) {
    if (padding == Padding.SAME) {
      chain.add("pool%d_pad".formatted(unit), ZeroPadding2D.symmetric(1));
    }
    chain.add("pool%d_pool".formatted(unit), new MaxPooling2D(3, 2, Padding.VALID));
  }
}
