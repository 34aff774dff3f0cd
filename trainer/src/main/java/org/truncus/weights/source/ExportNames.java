package org.truncus.weights.source;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truncus.problem.UsageException;

/** Names and layouts of other libraries, for weights that leave. */
public enum ExportNames {
  /** Keras 3's paths: {@code conv1_conv/kernel}; kernels {@code [h,w,in,out]}. */
  KERAS("keras"),
  /** torchvision's: {@code layer1.0.conv1.weight}; kernels {@code [out,in,h,w]}. */
  TORCHVISION("torchvision");

  private static final Pattern BLOCK = Pattern.compile("conv(\\d)_block(\\d+)_(\\d)_(conv|bn)");
  private static final Pattern POOL = Pattern.compile("pool(\\d)_(conv|bn)");

  private final String text;

  ExportNames(String text) {
    this.text = text;
  }

  /** The name in options. */
  public String text() {
    return text;
  }

  /**
   * The names of an option's value.
   *
   * @throws UsageException where there are none
   */
  public static ExportNames named(String text) {
    for (ExportNames names : values()) {
      if (names.text.equals(text)) {
        return names;
      }
    }
    throw new UsageException(
        "--to " + text + ": weights can be written with the names of keras or torchvision");
  }

  /**
   * The name of a weight of ours.
   *
   * @param family of the backbone
   * @throws UsageException where the library has no such network
   */
  public String name(String family, String weight) {
    int dot = weight.lastIndexOf('.');
    String layer = weight.substring(0, dot);
    String own = weight.substring(dot + 1);
    if (this == KERAS) {
      return (layer.equals("probs") ? "predictions" : layer) + "/" + own;
    }
    Optional<String> owner =
        family.equals("resnet50")
            ? resNet(layer)
            : family.startsWith("densenet") ? denseNet(layer) : Optional.empty();
    return owner.orElseThrow(
            () ->
                new UsageException(
                    "torchvision has no network with the layers of %s; write it --to keras"
                        .formatted(family)))
        + "."
        + torchWeight(own);
  }

  private static String torchWeight(String weight) {
    return switch (weight) {
      case "kernel", "gamma" -> "weight";
      case "bias", "beta" -> "bias";
      case "moving_mean" -> "running_mean";
      case "moving_variance" -> "running_var";
      default -> throw new UsageException("torchvision has no weight like " + weight);
    };
  }

  private static Optional<String> resNet(String layer) {
    Matcher block = BLOCK.matcher(layer);
    if (block.matches()) {
      boolean conv = block.group(4).equals("conv");
      String part = block.group(3);
      return Optional.of(
          "layer%d.%d.%s"
              .formatted(
                  Integer.parseInt(block.group(1)) - 1,
                  Integer.parseInt(block.group(2)) - 1,
                  part.equals("0")
                      ? "downsample." + (conv ? 0 : 1)
                      : (conv ? "conv" : "bn") + part));
    }
    return switch (layer) {
      case "conv1_conv" -> Optional.of("conv1");
      case "conv1_bn" -> Optional.of("bn1");
      case "probs" -> Optional.of("fc");
      default -> Optional.empty();
    };
  }

  private static Optional<String> denseNet(String layer) {
    Matcher block = BLOCK.matcher(layer);
    if (block.matches()) {
      boolean conv = block.group(4).equals("conv");
      int part = Integer.parseInt(block.group(3));
      return Optional.of(
          "features.denseblock%d.denselayer%s.%s"
              .formatted(
                  Integer.parseInt(block.group(1)) - 1,
                  block.group(2),
                  conv ? "conv" + part : "norm" + (part + 1)));
    }
    Matcher pool = POOL.matcher(layer);
    if (pool.matches()) {
      return Optional.of(
          "features.transition%d.%s"
              .formatted(
                  Integer.parseInt(pool.group(1)) - 1,
                  pool.group(2).equals("conv") ? "conv" : "norm"));
    }
    return switch (layer) {
      case "conv1_conv" -> Optional.of("features.conv0");
      case "conv1_bn" -> Optional.of("features.norm0");
      case "bn" -> Optional.of("features.norm5");
      case "probs" -> Optional.of("classifier");
      default -> Optional.empty();
    };
  }
}
