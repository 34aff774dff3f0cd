package org.truncus.weights.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truncus.weights.StoredTensor;
import org.truncus.weights.UnsupportedWeightsException;
import org.truncus.weights.WeightFile;

/**
 * torchvision's and timm's ResNet50 and DenseNet, whatever stands before their names; ResNet50 as a
 * numbered sequence (RadImageNet); torchxrayvision's DenseNet, known by its single input channel.
 */
final class TorchvisionRule {

  private static final float EPSILON = 1e-5f;
  private static final String FIRST_BLOCK = "layer1.0.conv1.weight";
  private static final String SEQUENCE_BLOCK = "4.0.conv1.weight";
  private static final Pattern SEQUENCE = Pattern.compile("([014-7])\\.(.*)");
  private static final Pattern DOTTED = Pattern.compile("(norm|conv)\\.([12])\\.");
  private static final Pattern BLOCK =
      Pattern.compile(
          "layer([1-4])\\.(\\d{1,4})\\.(?:(conv|bn)([1-3])|downsample\\.([01]))\\.(\\w+)");
  private static final Pattern DENSE =
      Pattern.compile("denseblock([1-4])\\.denselayer(\\d{1,4})\\.(norm|conv)([12])\\.(\\w+)");
  private static final Pattern TRANSITION =
      Pattern.compile("transition([1-3])\\.(norm|conv)\\.(\\w+)");
  private static final Pattern TOP = Pattern.compile("(conv1|bn1|conv0|norm0|norm5)\\.(\\w+)");

  private final WeightFile file;
  private final String hint;
  private final Map<String, StoredTensor> tensors;

  private TorchvisionRule(WeightFile file, String hint) {
    this.file = file;
    this.hint = hint;
    this.tensors = new LinkedHashMap<>();
    file.tensors()
        .forEach((name, tensor) -> tensors.put(DOTTED.matcher(name).replaceAll("$1$2."), tensor));
  }

  static Optional<Recognised> recognise(WeightFile file, String hint) {
    TorchvisionRule rule = new TorchvisionRule(file, hint);
    return rule.resNet().or(rule::denseNet).or(rule::squeezeNet);
  }

  private Optional<Recognised> resNet() {
    Map<String, StoredTensor> found = Names.below(file, tensors, FIRST_BLOCK);
    if (found.isEmpty()) {
      found = sequence(Names.below(file, tensors, SEQUENCE_BLOCK));
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Map<String, StoredTensor> named = found;
    refuseIf(
        named.containsKey("conv1.0.weight"), "a ResNet with a deep stem (timm's c, d, t or s)");
    refuseIf(!named.containsKey("layer1.0.conv3.weight"), "ResNet18 or 34");
    refuseIf(Names.highest(named, "layer3.", ".") > 5, "ResNet101 or 152");
    refuseIf(
        named.get(FIRST_BLOCK).size() != 64 * 64
            || !named.containsKey("layer1.0.conv2.weight")
            || named.get("layer1.0.conv2.weight").size() != 64 * 64 * 9,
        "a wide ResNet or a ResNeXt");
    refuseIf(
        named.keySet().stream().anyMatch(name -> name.startsWith("layer1.0.se.")), "an SE-ResNet");
    RecognisedBuilder builder = new RecognisedBuilder(file, Scheme.TORCHVISION);
    named.forEach((name, tensor) -> put(builder, resNetName(name), tensor));
    BackboneForm form = new BackboneForm("resnet50", Strides.V1_5, builder.has("conv1_conv.bias"));
    return Optional.of(builder.build(form, EPSILON, "torch"));
  }

  /** {@code 0.weight}, {@code 4.0.conv1.weight} become {@code conv1.weight} and so on. */
  private static Map<String, StoredTensor> sequence(Map<String, StoredTensor> numbered) {
    Map<String, StoredTensor> named = new LinkedHashMap<>();
    numbered.forEach(
        (name, tensor) -> {
          Matcher matcher = SEQUENCE.matcher(name);
          if (matcher.matches()) {
            int number = Integer.parseInt(matcher.group(1));
            String owner = number == 0 ? "conv1" : number == 1 ? "bn1" : "layer" + (number - 3);
            named.put(owner + "." + matcher.group(2), tensor);
          }
        });
    return named;
  }

  /** {@code layer3.0.downsample.1.weight} becomes {@code conv4_block1_0_bn.gamma}. */
  private static String resNetName(String name) {
    Matcher top = TOP.matcher(name);
    if (top.matches()) {
      return layerName(top.group(1).equals("conv1") ? "conv1_conv" : "conv1_bn", top.group(2));
    }
    Matcher block = BLOCK.matcher(name);
    if (!block.matches()) {
      return null;
    }
    boolean shortcut = block.group(5) != null;
    boolean conv = shortcut ? block.group(5).equals("0") : block.group(3).equals("conv");
    return layerName(
        "conv%d_block%d_%s_%s"
            .formatted(
                Integer.parseInt(block.group(1)) + 1,
                Integer.parseInt(block.group(2)) + 1,
                shortcut ? "0" : block.group(4),
                conv ? "conv" : "bn"),
        block.group(6));
  }

  private Optional<Recognised> denseNet() {
    Map<String, StoredTensor> found =
        Names.below(file, tensors, "denseblock1.denselayer1.conv1.weight");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String family =
        DenseNetDepth.of(
            file,
            Names.highest(found, "denseblock3.denselayer", "."),
            Names.highest(found, "denseblock4.denselayer", "."),
            hint);
    RecognisedBuilder builder = new RecognisedBuilder(file, Scheme.TORCHVISION);
    found.forEach((name, tensor) -> put(builder, denseNetName(name), tensor));
    boolean grey = builder.has("conv1_conv.kernel") && builder.shape("conv1_conv.kernel")[2] == 1;
    return Optional.of(builder.build(BackboneForm.of(family), EPSILON, grey ? "xrv" : "torch"));
  }

  private static String denseNetName(String name) {
    Matcher top = TOP.matcher(name);
    if (top.matches()) {
      String layer =
          switch (top.group(1)) {
            case "conv0" -> "conv1_conv";
            case "norm0" -> "conv1_bn";
            case "norm5" -> "bn";
            default -> null;
          };
      return layer == null ? null : layerName(layer, top.group(2));
    }
    Matcher dense = DENSE.matcher(name);
    if (dense.matches()) {
      int part = Integer.parseInt(dense.group(4));
      boolean norm = dense.group(3).equals("norm");
      return layerName(
          "conv%d_block%s_%d_%s"
              .formatted(
                  Integer.parseInt(dense.group(1)) + 1,
                  dense.group(2),
                  norm ? part - 1 : part,
                  norm ? "bn" : "conv"),
          dense.group(5));
    }
    Matcher transition = TRANSITION.matcher(name);
    return transition.matches()
        ? layerName(
            "pool%d_%s"
                .formatted(
                    Integer.parseInt(transition.group(1)) + 1,
                    transition.group(2).equals("norm") ? "bn" : "conv"),
            transition.group(3))
        : null;
  }

  /** torchvision's SqueezeNet is the same but for its borders, which the features would show. */
  private Optional<Recognised> squeezeNet() {
    refuseIf(
        !Names.below(file, tensors, "features.3.squeeze.weight").isEmpty(),
        "torchvision's SqueezeNet 1.1, whose first convolution does not pad where Keras' does");
    return Optional.empty();
  }

  /** Our name of a weight; null for the counter of batches. */
  private static String layerName(String layer, String weight) {
    boolean norm = layer.endsWith("bn");
    String name =
        switch (weight) {
          case "weight" -> norm ? "gamma" : "kernel";
          case "bias" -> norm ? "beta" : "bias";
          case "running_mean" -> "moving_mean";
          case "running_var" -> "moving_variance";
          default -> null;
        };
    return name == null ? null : layer + "." + name;
  }

  private static void put(RecognisedBuilder builder, String name, StoredTensor tensor) {
    if (name != null) {
      builder.put(name, tensor, name.endsWith(".kernel") ? Layout.OIHW : Layout.SAME);
    }
  }

  private void refuseIf(boolean refused, String network) {
    if (refused) {
      throw new UnsupportedWeightsException(
          "%s holds weights of %s, which is not handled".formatted(file.path(), network));
    }
  }
}
