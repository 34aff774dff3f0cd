package org.truncus.weights.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truncus.weights.StoredTensor;
import org.truncus.weights.UnsupportedWeightsException;
import org.truncus.weights.WeightFile;

/**
 * Keras applications by the names of their layers (keras-applications 1.0 and later, Keras 3, and
 * the models of before 2018 with {@code res2a_branch2a}), and SqueezeNet 1.1 as published for Keras
 * 1.
 */
final class KerasRule {

  /** Epsilon of ResNet50 and DenseNet since 2018. */
  static final float EPSILON = 1.001e-5f;

  /** Keras' default: MobileNet, and ResNet50 of before. */
  static final float DEFAULT_EPSILON = 1e-3f;

  private static final Pattern RES2A =
      Pattern.compile("(res|bn)([2-5])([a-f])_branch(1|2[abc])\\.(.*)");
  private static final Pattern STEM = Pattern.compile("(conv1|bn_conv1)\\.(.*)");

  private final WeightFile file;
  private final String hint;
  private final Map<String, StoredTensor> named;

  private KerasRule(WeightFile file, String hint) {
    this.file = file;
    this.hint = hint;
    this.named = uniform(file.tensors());
  }

  static Optional<Recognised> recognise(WeightFile file, String hint) {
    KerasRule rule = new KerasRule(file, hint);
    return rule.resNet()
        .or(rule::oldResNet)
        .or(rule::denseNet)
        .or(rule::mobileNet)
        .or(rule::squeezeNet);
  }

  /**
   * {@code conv1/conv1/kernel:0} becomes {@code conv1.kernel}, as the readers of Keras' files do.
   */
  private static Map<String, StoredTensor> uniform(Map<String, StoredTensor> tensors) {
    Map<String, StoredTensor> uniform = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> uniform.put(uniform(name), tensor));
    return uniform;
  }

  private static String uniform(String name) {
    String path = name.endsWith(":0") ? name.substring(0, name.length() - 2) : name;
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return path;
    }
    String layer = path.substring(0, slash);
    int half = layer.length() / 2;
    boolean twice =
        layer.length() % 2 == 1
            && layer.charAt(half) == '/'
            && layer.substring(0, half).equals(layer.substring(half + 1));
    return (twice ? layer.substring(0, half) : layer).replace('/', '_')
        + "."
        + path.substring(slash + 1);
  }

  private Optional<Recognised> resNet() {
    Map<String, StoredTensor> tensors = Names.below(file, named, "conv2_block1_0_conv.kernel");
    if (tensors.isEmpty()) {
      return Optional.empty();
    }
    refuseIf(tensors.containsKey("conv2_block1_preact_bn.gamma"), "ResNet50V2 or its like");
    refuseIf(Names.highest(tensors, "conv4_block", "_") > 6, "ResNet101 or 152");
    return Optional.of(resNet(tensors, Scheme.KERAS, EPSILON));
  }

  private Recognised resNet(Map<String, StoredTensor> tensors, Scheme scheme, float epsilon) {
    boolean bias = tensors.containsKey("conv1_conv.bias");
    return built(tensors, scheme, new BackboneForm("resnet50", Strides.V1, bias), epsilon, "caffe");
  }

  private Optional<Recognised> oldResNet() {
    Map<String, StoredTensor> old = Names.below(file, named, "res2a_branch2a.kernel");
    if (old.isEmpty()) {
      return Optional.empty();
    }
    refuseIf(old.containsKey("res4g_branch2a.kernel"), "ResNet101 or 152");
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    old.forEach((name, tensor) -> tensors.put(renamed(name), tensor));
    return Optional.of(resNet(tensors, Scheme.KERAS_RES2A, DEFAULT_EPSILON));
  }

  /** {@code bn3b_branch2c.gamma} becomes {@code conv3_block2_3_bn.gamma}. */
  private static String renamed(String name) {
    Matcher stem = STEM.matcher(name);
    if (stem.matches()) {
      return (stem.group(1).equals("conv1") ? "conv1_conv." : "conv1_bn.") + stem.group(2);
    }
    Matcher block = RES2A.matcher(name);
    if (!block.matches()) {
      return name;
    }
    String branch = block.group(4);
    return "conv%s_block%d_%d_%s.%s"
        .formatted(
            block.group(2),
            block.group(3).charAt(0) - 'a' + 1,
            branch.equals("1") ? 0 : branch.charAt(1) - 'a' + 1,
            block.group(1).equals("res") ? "conv" : "bn",
            block.group(5));
  }

  private Optional<Recognised> denseNet() {
    Map<String, StoredTensor> tensors = Names.below(file, named, "conv2_block1_0_bn.gamma");
    if (tensors.isEmpty()) {
      return Optional.empty();
    }
    String family =
        DenseNetDepth.of(
            file,
            Names.highest(tensors, "conv4_block", "_"),
            Names.highest(tensors, "conv5_block", "_"),
            hint);
    return Optional.of(built(tensors, Scheme.KERAS, BackboneForm.of(family), EPSILON, "torch"));
  }

  private Optional<Recognised> mobileNet() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (String kernel : List.of("depthwise_kernel", "kernel")) { // Keras 3 says kernel
      if (tensors.isEmpty()) {
        tensors.putAll(Names.below(file, named, "conv_dw_1." + kernel));
      }
    }
    StoredTensor stem = tensors.get("conv1.kernel");
    if (stem == null || stem.shape().length != 4) {
      return Optional.empty();
    }
    String width =
        switch (stem.shape()[3]) {
          case 32 -> "1.0";
          case 24 -> "0.75";
          case 16 -> "0.5";
          case 8 -> "0.25";
          default -> null;
        };
    refuseIf(width == null, "MobileNet v1 with a stem of %d filters".formatted(stem.shape()[3]));
    Map<String, StoredTensor> depthwise = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) ->
            depthwise.put(
                name.startsWith("conv_dw_") ? name.replace(".kernel", ".depthwise_kernel") : name,
                tensor));
    return Optional.of(
        built(
            depthwise,
            Scheme.KERAS,
            BackboneForm.of("mobilenet-v1-" + width),
            DEFAULT_EPSILON,
            "mobilenet"));
  }

  private Optional<Recognised> squeezeNet() {
    Map<String, StoredTensor> tensors = Names.below(file, named, "fire2_squeeze1x1.kernel");
    if (tensors.isEmpty()) {
      return Optional.empty();
    }
    StoredTensor stem = tensors.get("conv1.kernel");
    refuseIf(stem != null && stem.size() != 3 * 3 * 3 * 64, "SqueezeNet 1.0");
    return Optional.of(built(tensors, Scheme.KERAS, BackboneForm.of("squeezenet-1.1"), 0, "caffe"));
  }

  private Recognised built(
      Map<String, StoredTensor> tensors,
      Scheme scheme,
      BackboneForm form,
      float epsilon,
      String normalization) {
    Layout kernels = KernelLayout.of(tensors, file.metadata().getOrDefault(WeightFile.BACKEND, ""));
    RecognisedBuilder builder = new RecognisedBuilder(file, scheme);
    tensors.forEach(
        (name, tensor) ->
            builder.put(name, tensor, name.endsWith(".kernel") ? kernels : Layout.SAME));
    return builder.build(form, epsilon, normalization);
  }

  private void refuseIf(boolean refused, String network) {
    if (refused) {
      throw new UnsupportedWeightsException(
          "%s holds weights of %s, which is not handled".formatted(file.path(), network));
    }
  }
}
