package org.truncus.weights.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.problem.TruncusException;
import org.truncus.weights.DType;
import org.truncus.weights.InvalidWeightsException;
import org.truncus.weights.LayerConfig;
import org.truncus.weights.StoredTensor;
import org.truncus.weights.UnsupportedWeightsException;
import org.truncus.weights.WeightFile;

/** Which network a file is of, told from names and shapes alone. */
class SourceRulesTest {

  private static final String TORCH =
      "conv1.weight:64x3x7x7 layer1.0.conv1.weight:64x64x1x1 layer1.0.conv2.weight:64x64x3x3"
          + " layer1.0.conv3.weight:256x64x1x1 layer3.5.conv1.weight:256x1024x1x1";
  private static final String KERAS =
      "conv1_conv.kernel:7x7x3x64 conv1_conv.bias:64 conv2_block1_0_conv.kernel:1x1x64x256"
          + " conv2_block1_0_bn.gamma:256 conv3_block1_1_conv.kernel:1x1x256x128"
          + " conv3_block1_2_conv.kernel:3x3x128x128";
  private static final String DENSE =
      "features.conv0.weight:64x3x7x7 features.denseblock1.denselayer1.conv1.weight:128x64x1x1";

  @ParameterizedTest
  @CsvSource({
    "resnet50, TORCHVISION, " + TORCH,
    "resnet50-v1-bias, KERAS, " + KERAS,
    "resnet50-v1, KERAS, conv2_block1_0_conv.kernel:1x1x64x256",
    "resnet50-v1, KERAS_RES2A, res2a_branch2a.kernel:1x1x64x64 bn_conv1.gamma:64",
    "densenet121, KERAS, conv2_block1_0_bn.gamma:64 conv4_block24_1_conv.kernel:1x1x992x128",
    "densenet201, KERAS, conv2_block1_0_bn.gamma:64 conv4_block48_1_conv.kernel:1x1x1760x128",
    "densenet121, TORCHVISION, " + DENSE,
    "densenet201, TORCHVISION, "
        + DENSE
        + " features.denseblock3.denselayer48.conv1.weight:128x1760x1x1"
        + " features.denseblock4.denselayer32.conv1.weight:128x1888x1x1",
    "mobilenet-v1-1.0, KERAS, conv1.kernel:3x3x3x32 conv_dw_1.depthwise_kernel:3x3x32x1",
    "mobilenet-v1-0.75, KERAS, conv1.kernel:3x3x3x24 conv_dw_1.kernel:3x3x24x1",
    "mobilenet-v1-0.5, KERAS, conv1/kernel:3x3x3x16 conv_dw_1/depthwise_kernel:3x3x16x1",
    "squeezenet-1.1, KERAS, fire2_squeeze1x1.kernel:1x1x64x16"
  })
  void networksAreToldByTheirNames(String backbone, Scheme scheme, String tensors) {
    Recognised recognised = SourceRules.recognise(file(tensors), "");
    assertThat(recognised.source().backbone()).isEqualTo(backbone);
    assertThat(recognised.source().scheme()).isEqualTo(scheme);
  }

  @ParameterizedTest
  @CsvSource({
    "ResNet18, conv1.weight:64x3x7x7 layer1.0.conv1.weight:64x64x3x3",
    "ResNet101, " + TORCH + " layer3.6.conv1.weight:256x1024x1x1",
    "deep stem, conv1.0.weight:32x3x3x3 " + TORCH,
    "ResNeXt, layer1.0.conv1.weight:128x64x1x1 layer1.0.conv2.weight:128x4x3x3"
        + " layer1.0.conv3.weight:256x128x1x1",
    "SE-ResNet, " + TORCH + " layer1.0.se.fc1.weight:16x256x1x1",
    "ResNet50V2, " + KERAS + " conv2_block1_preact_bn.gamma:64",
    "ResNet101, " + KERAS + " conv4_block23_1_conv.kernel:1x1x1024x256",
    "ResNet101, res2a_branch2a.kernel:1x1x64x64 res4g_branch2a.kernel:1x1x1024x256",
    "DenseNet with 32 and 32, conv2_block1_0_bn.gamma:64 conv4_block32_0_bn.gamma:64"
        + " conv5_block32_0_bn.gamma:64",
    "does not pad, features.0.weight:64x3x3x3 features.3.squeeze.weight:16x64x1x1",
    "12 filters, conv1.kernel:3x3x3x12 conv_dw_1.depthwise_kernel:3x3x12x1",
    "SqueezeNet 1.0, conv1.kernel:7x7x3x96 fire2_squeeze1x1.kernel:1x1x96x16",
    "can't tell, block1_conv1.kernel:3x3x3x64"
  })
  void relativesAreRefusedByName(String reason, String tensors) {
    assertThatThrownBy(() -> SourceRules.recognise(file(tensors), "resnet50"))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource({"module., ''", "state_dict.module.model., ''", "backbone., ''", "encoder_q., .fc"})
  void whatStandsBeforeTheNamesDoesNotMatter(String prefix, String other) {
    StringBuilder tensors = new StringBuilder("epoch:1 " + prefix + "fc.weight:1000x2048");
    for (String tensor : TORCH.split(" ", -1)) {
      tensors.append(' ').append(prefix).append(tensor);
    }
    Recognised recognised =
        SourceRules.recognise(file(tensors + (other.isEmpty() ? "" : " x" + other + ":1")), "");
    assertThat(recognised.source().backbone()).isEqualTo("resnet50");
    assertThat(recognised.tensors()).hasSize(5).containsKey("conv4_block6_1_conv.kernel");
  }

  @Test
  void aStudentAndItsTeacherAreAmbiguous() {
    String both = ("student." + TORCH + " teacher." + TORCH).replace(" layer", " student.layer");
    String file = both + " teacher.layer1.0.conv1.weight:64x64x1x1";
    assertThatThrownBy(() -> SourceRules.recognise(file(file), ""))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContainingAll("several networks", "student.", "teacher.");
  }

  @Test
  void theHintDecidesWhereLowerLayersAreTheSame() {
    WeightFile file = file(DENSE);
    assertThat(SourceRules.recognise(file, "densenet201").source().backbone())
        .isEqualTo("densenet201");
    assertThat(SourceRules.recognise(file, "resnet50").source().backbone())
        .isEqualTo("densenet121");
  }

  @Test
  void theArchitectureInTheFileHasTheLastWord() {
    List<LayerConfig> layers =
        List.of(
            layer("conv3_block1_1_conv", null, 1),
            layer("conv3_block1_2_conv", null, 2),
            layer("conv2_block1_0_bn", 1e-4f, 0),
            layer("head_bn", 1e-3f, 0));
    WeightFile file = file(KERAS, layers);
    Recognised recognised = SourceRules.recognise(file, "");
    assertThat(recognised.source().form().strides()).isEqualTo(Strides.V1_5);
    assertThat(recognised.source().epsilon()).isEqualTo(1e-4f);
    assertThat(recognised.source().text()).contains("v1.5", "with conv bias", "1.0E-4", "caffe");
  }

  @Test
  void severalEpsilonsAreRefused() {
    List<LayerConfig> layers =
        List.of(layer("conv2_block1_0_bn", 1e-4f, 0), layer("conv2_block2_0_bn", 1e-3f, 0));
    String tensors = "conv2_block1_0_bn.gamma:64 conv2_block2_0_bn.gamma:96";
    assertThatThrownBy(() -> SourceRules.recognise(file(tensors, layers), ""))
        .isInstanceOf(TruncusException.class)
        .hasMessageContainingAll("epsilons", "1.0E-4", "0.001");
  }

  private static LayerConfig layer(String name, Float epsilon, int strides) {
    return new LayerConfig(name, "any", epsilon, strides, List.of());
  }

  private static WeightFile file(String tensors) {
    return file(tensors, List.of());
  }

  /** A file of tensors that are only described, such as {@code conv1.weight:64x3x7x7}. */
  private static WeightFile file(String tensors, List<LayerConfig> layers) {
    Map<String, StoredTensor> all = new LinkedHashMap<>();
    for (String tensor : tensors.split(" ", -1)) {
      String[] parts = tensor.split(":", -1);
      String[] sizes = parts[1].split("x", -1);
      int[] shape = new int[sizes.length];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = Integer.parseInt(sizes[i]);
      }
      all.put(
          parts[0],
          new StoredTensor(
              parts[0],
              DType.F32,
              shape,
              () -> {
                throw new AssertionError("nothing is read to tell a network");
              }));
    }
    return new WeightFile(
        Path.of("test"), "", WeightFile.Format.SAFETENSORS, all, Map.of(), layers);
  }
}
