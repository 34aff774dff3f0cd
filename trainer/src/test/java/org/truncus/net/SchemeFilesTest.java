package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.weights.ImportedWeights;
import org.truncus.weights.InvalidWeightsException;
import org.truncus.weights.WeightFile;
import org.truncus.weights.WeightFiles;
import org.truncus.weights.WeightImport;
import org.truncus.weights.WeightTensor;
import org.truncus.weights.source.Scheme;

/**
 * The same layers in every form that weight files come in, written by PyTorch, h5py and NumPy
 * ({@code schemes/make_scheme_files.py}), come out as the same weights and the same features; those
 * are torchvision's ({@code schemes/make_golden.py}).
 */
class SchemeFilesTest {

  @TempDir static Path folder;

  @ParameterizedTest
  @CsvSource({
    "torchvision.pth, TORCH_ARCHIVE, TORCHVISION, resnet50, L2, torch, 7",
    "module-stream.pth, TORCH_STREAM, TORCHVISION, resnet50, L2, torch, 0",
    "channels-last.pth, TORCH_ARCHIVE, TORCHVISION, resnet50, L2, torch, 5",
    "timm.safetensors, SAFETENSORS, TORCHVISION, resnet50, L2, torch, 5",
    "sequence.pth, TORCH_ARCHIVE, TORCHVISION, resnet50, L2, torch, 0",
    "sequence.pth, TORCH_ARCHIVE, TORCHVISION, resnet50-bias, L2, torch, 0",
    "keras.h5, KERAS_HDF5, KERAS, resnet50-v1, L2, caffe, 2",
    "keras.h5, KERAS_HDF5, KERAS, resnet50, L2, caffe, 2",
    "res2a.h5, KERAS_HDF5, KERAS_RES2A, resnet50-v1, L2, caffe, 0",
    "nested.h5, KERAS_HDF5, KERAS, resnet50-v1, L2, caffe, 1",
    "latest.h5, KERAS_HDF5, KERAS, resnet50-v1, L2, caffe, 0",
    "named.weights.h5, KERAS_3_HDF5, KERAS, resnet50-v1, L2, caffe, 0",
    "numbered.weights.h5, KERAS_3_HDF5, KERAS_ORDER, resnet50-v1, L2, caffe, 0",
    "v1.keras, KERAS_ARCHIVE, KERAS, resnet50-v1, L2, caffe, 0",
    "densenet-dotted.pth, TORCH_STREAM, TORCHVISION, densenet121, B1.1, torch, 0",
    "densenet-dotted.pth, TORCH_STREAM, TORCHVISION, densenet201, B1.1, torch, 0",
    "densenet.h5, KERAS_HDF5, KERAS, densenet121, B1.1, torch, 0",
    "densenet.npz, NPZ, KERAS, densenet121, B1.1, torch, 0",
    "mobilenet.weights.h5, KERAS_3_HDF5, KERAS_ORDER, mobilenet-v1-0.25, L2, mobilenet, 2",
    "theano.h5, KERAS_HDF5, KERAS, squeezenet-1.1, L1, caffe, 0"
  })
  void everyFormGivesTheSameWeights(
      String name,
      WeightFile.Format format,
      Scheme scheme,
      String backbone,
      String cut,
      String normalization,
      int ignored)
      throws IOException {
    WeightFile file = WeightFiles.open(unpacked(name));
    Network network = Backbones.network(new NetworkSpec(backbone, cut, 1));
    ImportedWeights weights = WeightImport.map(file, network.weightTarget());
    assertThat(file.format()).isEqualTo(format);
    assertThat(weights.source().scheme()).isEqualTo(scheme);
    assertThat(weights.normalization()).isEqualTo(normalization);
    assertThat(weights.ignored()).hasSize(ignored);
    Map<String, WeightTensor> expected = expected(network);
    assertThat(weights.tensors().keySet()).containsExactlyElementsOf(expected.keySet());
    expected.forEach((key, tensor) -> isClose(weights.tensors().get(key), tensor));
    if (!backbone.startsWith("mobilenet") && !backbone.startsWith("squeezenet")) {
      String family = backbone.startsWith("resnet50") ? "resnet50" : "densenet121";
      SelfTest test = SelfTest.of(network, weights.tensors(), Normalization.TORCH, golden(family));
      assertThat(test.layers()).hasSize(2);
      assertThat(test.deviation()).isLessThan(1e-5);
    }
  }

  /** The weights of the formula in the form of a network: epsilon, and zeros for biases. */
  private static Map<String, WeightTensor> expected(Network network) {
    Map<String, WeightTensor> expected =
        new LinkedHashMap<>(Formula.tensors(network.backboneWeights()));
    boolean resNet = network.spec().backbone().startsWith("resnet50");
    float epsilon = network.weightTarget().epsilon();
    boolean shifted = resNet || network.spec().backbone().startsWith("densenet");
    expected.replaceAll(
        (name, tensor) -> {
          float[] values = tensor.values();
          for (int i = 0; i < values.length; i++) {
            if (resNet && name.endsWith(".bias")) {
              values[i] = 0;
            } else if (shifted && name.endsWith(".moving_variance")) {
              values[i] += 1e-5f - epsilon;
            }
          }
          return tensor;
        });
    return expected;
  }

  private static void isClose(WeightTensor actual, WeightTensor expected) {
    assertThat(actual.shape()).as(actual.name()).isEqualTo(expected.shape());
    double worst = 0;
    for (int i = 0; i < expected.values().length; i++) {
      worst = Math.max(worst, Math.abs(actual.values()[i] - expected.values()[i]));
    }
    assertThat(worst).as(actual.name()).isCloseTo(0, Offset.offset(2e-7));
  }

  @Test
  void theGreyStemOfTorchXRayVisionIsSpreadOverThreeChannels() throws IOException {
    Network network = Backbones.network(new NetworkSpec("densenet121", "B1.1", 1));
    ImportedWeights weights =
        WeightImport.load(unpacked("xrv.safetensors"), network.weightTarget());
    assertThat(weights.normalization()).isEqualTo("xrv");
    float[] stem = weights.tensors().get("conv1_conv.kernel").values();
    float[] colour = Formula.tensor("conv1_conv.kernel", new int[] {7, 7, 3, 64}).values();
    for (int pixel = 0; pixel < 49; pixel++) {
      for (int out = 0; out < 64; out++) {
        float sum = 0;
        for (int in = 0; in < 3; in++) {
          sum += colour[(pixel * 3 + in) * 64 + out];
        }
        for (int in = 0; in < 3; in++) {
          assertThat(stem[(pixel * 3 + in) * 64 + out]).isCloseTo(sum / 3, Offset.offset(1e-7f));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "torchvision.pth, resnet50-v1, v1.5 (the 3×3, --backbone resnet50",
    "torchvision.pth, resnet50-v1-bias, v1.5 (the 3×3, --backbone resnet50-bias",
    "keras.h5, resnet50, v1 (the 1×1, --backbone resnet50-v1",
    "named.weights.h5, resnet50, v1 (the 1×1, --backbone resnet50-v1",
    "v1.keras, resnet50-bias, v1 (the 1×1, --backbone resnet50-v1-bias"
  })
  void theOtherStrideVariantIsRefused(String name, String backbone, String found, String advice)
      throws IOException {
    Path path = unpacked(name);
    Network network = Backbones.network(new NetworkSpec(backbone, "full", 1));
    assertThatThrownBy(() -> WeightImport.load(path, network.weightTarget()))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining(found)
        .hasMessageEndingWith(advice);
  }

  @ParameterizedTest
  @CsvSource({
    "resnet50, resnet50, 17",
    "resnet50-v1, resnet50-v1, 17",
    "densenet121, densenet121, 62",
    "densenet201, densenet201, 102"
  })
  void wholeNetworksComputeWhatTorchvisionDoes(String backbone, String reference, int layers)
      throws IOException {
    Network network = Backbones.network(new NetworkSpec(backbone, "full", 1));
    Map<String, WeightTensor> weights = expected(network);
    SelfTest test = SelfTest.of(network, weights, Normalization.TORCH, golden(reference));
    assertThat(test.layers()).hasSize(layers);
    assertThat(test.deviation()).isLessThan(SelfTest.TOLERANCE);
  }

  private static GoldenReference golden(String name) throws IOException {
    try (InputStream in = resource(name + ".csv")) {
      List<GoldenRow> rows =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(GoldenRow::parse)
              .toList();
      return new GoldenReference(64, rows);
    }
  }

  private static InputStream resource(String name) {
    return SchemeFilesTest.class.getResourceAsStream("/org/truncus/weights/schemes/" + name);
  }

  private static Path unpacked(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      try (InputStream in = new GZIPInputStream(resource(name + ".gz"))) {
        Files.copy(in, file);
      }
    }
    return file;
  }
}
