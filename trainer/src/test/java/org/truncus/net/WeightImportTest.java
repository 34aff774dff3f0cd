package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.weights.ImportedWeights;
import org.truncus.weights.InvalidWeightsException;
import org.truncus.weights.Safetensors;
import org.truncus.weights.UnsupportedWeightsException;
import org.truncus.weights.WeightImport;
import org.truncus.weights.WeightSource;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTarget;
import org.truncus.weights.WeightTensor;

/** Imports into real networks: complete or not at all. */
class WeightImportTest {

  private static final String QUARTER = "mobilenet-v1-0.25";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "mobilenet_v1_0.25_224_tf.h5, mobilenet-v1-0.25, full, 2",
    "mobilenet_v1_0.25_224_tf_no_top.h5, mobilenet-v1-0.25, full, 0",
    "mobilenet_v1_0.25_224_tf_no_top.h5, mobilenet-v1-0.25, L12, 10",
    "mobilenet_v1_1.0_224_tf_to_conv_pw_12.h5, mobilenet-v1-1.0, L12, 0",
    "mobilenet_v1_1.0_224_tf_to_conv_pw_12.h5, mobilenet-v1-1.0, L1, 110"
  })
  void realFilesFillEveryWeightBelowTheCut(String file, String backbone, String cut, int ignored) {
    Path path = RealData.file("weights/" + file);
    Network network = network(backbone, cut);
    ImportedWeights weights = WeightImport.load(path, network.weightTarget());
    assertThat(weights.tensors().keySet())
        .containsExactlyElementsOf(
            network.backboneWeights().stream().map(WeightSpec::name).toList());
    assertThat(weights.ignored()).hasSize(ignored);
    assertThat(weights.normalization()).isEqualTo("mobilenet");
    assertThat(weights.sha256()).hasSize(64);
    assertThat(weights.tensors()).doesNotContainKeys("probs.kernel", "probs.bias");
  }

  @Test
  void aCutFileIsRefusedAboveItsEnd() {
    Path path = RealData.file("weights/mobilenet_v1_1.0_224_tf_to_conv_pw_12.h5");
    assertThatThrownBy(
            () -> WeightImport.load(path, network("mobilenet-v1-1.0", "full").weightTarget()))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContainingAll(
            "L13", "10 of 135", "conv_dw_13.depthwise_kernel", "not in the file", "conv_pw_12_bn");
  }

  @Test
  void aFileOfAnotherWidthIsRefused() {
    Path path = RealData.file("weights/mobilenet_v1_0.25_224_tf.h5");
    assertThatThrownBy(
            () -> WeightImport.load(path, network("mobilenet-v1-1.0", "L2").weightTarget()))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContainingAll("mobilenet-v1-0.25", "mobilenet-v1-1.0");
  }

  @Test
  void filesOfUnknownNetworksAreUnsupported() {
    Path file = folder.resolve("w.safetensors");
    Safetensors.write(
        file, List.of(new WeightTensor("a.kernel", new int[] {1}, new float[1])), Map.of());
    assertThatThrownBy(() -> WeightImport.load(file, network(QUARTER, "L1").weightTarget()))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessageContainingAll("a.kernel", "SqueezeNet");
  }

  @Test
  void squeezeNetOfTensorFlowAndOfTheanoIsTheSame() {
    WeightTarget target = network("squeezenet-1.1", "full").weightTarget();
    ImportedWeights tensorFlow =
        WeightImport.load(
            RealData.file("weights/squeezenet_weights_tf_dim_ordering_tf_kernels_notop.h5"),
            target);
    ImportedWeights theano =
        WeightImport.load(
            RealData.file("weights/squeezenet_weights_th_dim_ordering_th_kernels_notop.h5"),
            target);
    assertThat(tensorFlow.normalization()).isEqualTo("caffe");
    assertThat(tensorFlow.ignored()).isEmpty();
    assertThat(theano.tensors()).isEqualTo(tensorFlow.tensors());
    assertThat(theano.steps().get(0).how()).isEqualTo("OIHW → HWIO, turned by 180°");
  }

  @Test
  void ownCheckpointsFillShorterCutsWhateverTheOrder() {
    Network longer = network(QUARTER, "L3");
    List<WeightTensor> tensors = initial(longer);
    tensors.sort(Comparator.comparing(WeightTensor::name));
    Path file = write(tensors);
    Network shorter = network(QUARTER, "L2");
    ImportedWeights weights = WeightImport.load(file, shorter.weightTarget());
    assertThat(weights.tensors()).hasSameSizeAs(shorter.backboneWeights());
    assertThat(weights.ignored()).contains("probs.kernel", "conv_pw_3.kernel");
    assertThat(weights.normalization()).isEqualTo("torch");
  }

  @Test
  void everyMisfitIsInTheTable() {
    Network network = network(QUARTER, "L1");
    List<WeightTensor> tensors = initial(network);
    tensors.removeIf(tensor -> tensor.name().equals("conv1_bn.beta"));
    tensors.replaceAll(
        tensor ->
            switch (tensor.name()) {
              case "conv1.kernel" ->
                  new WeightTensor(tensor.name(), new int[] {3, 3, 2, 8}, new float[144]);
              case "conv1_bn.moving_variance" -> filled(tensor, -1);
              case "conv_pw_1.kernel" -> filled(tensor, Float.NaN);
              default -> tensor;
            });
    Path file = write(tensors);
    assertThatThrownBy(() -> WeightImport.load(file, network.weightTarget()))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContainingAll(
            "4 of 15",
            "expected [3, 3, 3, 8], found [3, 3, 2, 8]",
            "conv1_bn.beta",
            "holds the value -1.0",
            "holds the value NaN");
  }

  private static WeightTensor filled(WeightTensor tensor, float value) {
    float[] values = new float[tensor.values().length];
    values[values.length - 1] = value;
    return new WeightTensor(tensor.name(), tensor.shape(), values);
  }

  private Path write(List<WeightTensor> tensors) {
    Path file = folder.resolve("w.safetensors");
    Map<String, String> metadata = WeightSource.own(QUARTER, 1e-3f, "torch").metadata();
    Safetensors.write(file, tensors, metadata);
    return file;
  }

  private static List<WeightTensor> initial(Network network) {
    return new ArrayList<>(network.weights().stream().map(spec -> spec.initial(1)).toList());
  }

  private static Network network(String backbone, String cut) {
    return Backbones.network(new NetworkSpec(backbone, cut, 1));
  }
}
