package org.truncus.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From the form of the source to the form of the network: the function stays. */
class WeightFoldsTest {

  private static final float EPSILON = 1e-5f;
  private static final float KERAS_EPSILON = 1.001e-5f;

  private final Map<String, StoredTensor> file = new LinkedHashMap<>();

  /** A ResNet50 that ends after its first convolution; enough of it to be known as one. */
  private ImportedWeights imported(boolean kerasNames, float epsilon, boolean bias) {
    Initializer zeros = new Initializer.Constant(0);
    List<WeightSpec> specs = new ArrayList<>();
    specs.add(new WeightSpec("conv1_conv.kernel", new int[] {7, 7, 3, 64}, true, zeros));
    if (bias) {
      specs.add(new WeightSpec("conv1_conv.bias", new int[] {64}, true, zeros));
    }
    for (String weight : List.of("gamma", "beta", "moving_mean", "moving_variance")) {
      specs.add(new WeightSpec("conv1_bn." + weight, new int[] {64}, true, zeros));
    }
    WeightFile opened =
        new WeightFile(Path.of("f"), "", WeightFile.Format.SAFETENSORS, file, Map.of(), List.of());
    String backbone = (kerasNames ? "resnet50-v1" : "resnet50") + (bias ? "-bias" : "");
    return WeightImport.map(opened, new WeightTarget(backbone, "L1", specs, epsilon));
  }

  private void put(String name, float[] values, int... shape) {
    file.put(name, StoredTensor.of(new WeightTensor(name, shape, values)));
  }

  private void torch(float[] variance) {
    put("conv1.weight", new float[64 * 3 * 49], 64, 3, 7, 7);
    put("layer1.0.conv1.weight", new float[64 * 64], 64, 64, 1, 1);
    put("layer1.0.conv2.weight", new float[64 * 64 * 9], 64, 64, 3, 3);
    put("layer1.0.conv3.weight", new float[1], 1);
    put("bn1.weight", filled(2), 64);
    put("bn1.bias", filled(1), 64);
    put("bn1.running_mean", filled(3), 64);
    put("bn1.running_var", variance, 64);
  }

  private void keras(boolean bias) {
    put("conv2_block1_0_conv.kernel", new float[1], 1);
    put("conv1_conv.kernel", new float[64 * 3 * 49], 7, 7, 3, 64);
    if (bias) {
      put("conv1_conv.bias", filled(0.5f), 64);
    }
    put("conv1_bn.gamma", filled(2), 64);
    put("conv1_bn.beta", filled(1), 64);
    put("conv1_bn.moving_mean", filled(3), 64);
    put("conv1_bn.moving_variance", filled(0.25f), 64);
  }

  private static float[] filled(float value) {
    float[] values = new float[64];
    Arrays.fill(values, value);
    return values;
  }

  private static double scale(ImportedWeights weights, int channel, double epsilon) {
    double gamma = weights.tensors().get("conv1_bn.gamma").values()[channel];
    double variance = weights.tensors().get("conv1_bn.moving_variance").values()[channel];
    return gamma / Math.sqrt(variance + epsilon);
  }

  @Test
  void anotherEpsilonMovesIntoTheVarianceOrWhereThatIsTooSmallIntoGamma() {
    float[] variance = filled(0.25f);
    variance[1] = 1e-9f; // a dead channel, as published files have them
    variance[2] = 0;
    torch(variance);
    ImportedWeights weights = imported(false, KERAS_EPSILON, false);
    for (int channel = 0; channel < 3; channel++) {
      assertThat(scale(weights, channel, KERAS_EPSILON))
          .isCloseTo(2 / Math.sqrt((double) variance[channel] + EPSILON), withinPercentage(2e-5));
    }
    assertThat(weights.tensors().get("conv1_bn.moving_variance").values()[1]).isEqualTo(1e-9f);
    assertThat(weights.steps())
        .anySatisfy(step -> assertThat(step.how()).isEqualTo("epsilon 1.0E-5: -1.00e-08"))
        .anySatisfy(
            step -> assertThat(step.how()).isEqualTo("epsilon of 2 channels without variance"));
  }

  @Test
  void aBiasMovesIntoTheMeanWhereTheNetworkHasNone() {
    keras(true);
    ImportedWeights weights = imported(true, KERAS_EPSILON, false);
    assertThat(weights.tensors().get("conv1_bn.moving_mean").values()).containsOnly(2.5f);
    assertThat(weights.ignored()).containsExactly("conv2_block1_0_conv.kernel");
    assertThat(weights.steps())
        .anySatisfy(
            step ->
                assertThat(step.row())
                    .contains("conv1_bn.moving_mean, conv1_conv.bias")
                    .endsWith("(mean - bias)"));
  }

  @Test
  void aBiasStaysWhereTheNetworkHasOneAndIsZeroWhereTheFileHasNone() {
    keras(true);
    ImportedWeights with = imported(true, KERAS_EPSILON, true);
    assertThat(with.tensors().get("conv1_conv.bias").values()).containsOnly(0.5f);
    assertThat(with.tensors().get("conv1_bn.moving_mean").values()).containsOnly(3);
    file.clear();
    keras(false);
    ImportedWeights without = imported(true, KERAS_EPSILON, true);
    assertThat(without.tensors().get("conv1_conv.bias").values()).containsOnly(0);
    assertThat(without.steps().get(1).how()).isEqualTo("zeros: the source has no bias");
  }

  @Test
  void aStrayBiasIsNotDroppedSilently() {
    file.put(
        "fire2_squeeze1x1.kernel",
        StoredTensor.of(new WeightTensor("k", new int[] {1, 1, 1, 1}, new float[1])));
    file.put(
        "fire2_squeeze1x1.bias",
        StoredTensor.of(new WeightTensor("b", new int[] {1}, new float[1])));
    WeightSpec kernel =
        new WeightSpec(
            "fire2_squeeze1x1.kernel", new int[] {1, 1, 1, 1}, true, new Initializer.Constant(0));
    WeightFile opened =
        new WeightFile(Path.of("f"), "", WeightFile.Format.SAFETENSORS, file, Map.of(), List.of());
    WeightTarget target = new WeightTarget("squeezenet-1.1", "L1", List.of(kernel), 0);
    assertThatThrownBy(() -> WeightImport.map(opened, target))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContainingAll("fire2_squeeze1x1.bias", "has no place");
  }

  @Test
  void impossibleNumbersAreRefusedWithTheirPlace() {
    torch(filled(-0.1f));
    put("bn1.weight", filled(Float.POSITIVE_INFINITY), 64);
    put("bn1.bias", filled(Float.NaN), 64);
    assertThatThrownBy(() -> imported(false, EPSILON, false))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContainingAll("3 of 5", "-0.1", "Infinity", "NaN");
  }

  @Test
  void integersAreNoWeights() {
    torch(filled(1));
    file.put(
        "bn1.running_mean",
        new StoredTensor("bn1.running_mean", DType.I64, new int[] {64}, () -> new float[64]));
    assertThatThrownBy(() -> imported(false, EPSILON, false))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("holds integers (I64)");
  }

  @Test
  void colourStemsAreSummedForGreyNetworks() {
    keras(false);
    float[] kernel = new float[64 * 3 * 49];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = i;
    }
    put("conv1_conv.kernel", kernel, 7, 7, 3, 64);
    WeightSpec grey =
        new WeightSpec(
            "conv1_conv.kernel", new int[] {7, 7, 1, 64}, true, new Initializer.Constant(0));
    WeightFile opened =
        new WeightFile(Path.of("f"), "", WeightFile.Format.SAFETENSORS, file, Map.of(), List.of());
    ImportedWeights weights =
        WeightImport.map(opened, new WeightTarget("resnet50-v1", "L1", List.of(grey), 0));
    assertThat(weights.tensors().get("conv1_conv.kernel").values())
        .startsWith(0 + 64 + 128, 1 + 65 + 129)
        .hasSize(49 * 64);
    assertThat(weights.steps().get(0).how()).isEqualTo("channels summed");
  }

  @Test
  void halfAndBrainFloatsAreExact() {
    assertThat(DType.half((short) 0x3c00)).isEqualTo(1);
    assertThat(DType.half((short) 0xc000)).isEqualTo(-2);
    assertThat(DType.half((short) 0x0001)).isEqualTo(0x1p-24f);
    assertThat(DType.half((short) 0x7bff)).isEqualTo(65504);
    assertThat(DType.half((short) 0x7c00)).isInfinite();
    assertThat(DType.half((short) 0x7e00)).isNaN();
    ByteBuffer brain = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
    brain.putShort(0, (short) 0xc040);
    assertThat(DType.BF16.decode(brain, 1)).containsExactly(-3);
  }
}
