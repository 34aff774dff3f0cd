package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.problem.UsageException;
import org.truncus.weights.Safetensors;
import org.truncus.weights.WeightExport;
import org.truncus.weights.WeightImport;
import org.truncus.weights.WeightSource;
import org.truncus.weights.WeightTensor;
import org.truncus.weights.source.ExportNames;

/** What was trained here goes elsewhere and comes back. */
class WeightConversionTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"resnet50, 1000", "densenet121, 1000"})
  void namesAndShapesAreTorchvisions(String backbone, int classes) throws IOException {
    Network network = Backbones.network(new NetworkSpec(backbone, "full", classes));
    List<WeightTensor> weights =
        new ArrayList<>(network.weights().stream().map(spec -> spec.initial(1)).toList());
    Map<String, String> written = new LinkedHashMap<>();
    WeightExport.renamed(
            ExportNames.TORCHVISION, backbone, network.weightTarget().epsilon(), weights)
        .forEach(tensor -> written.put(tensor.name(), Arrays.toString(tensor.shape())));
    assertThat(written).isEqualTo(torchvision(backbone));
  }

  private static Map<String, String> torchvision(String model) throws IOException {
    Map<String, String> keys = new LinkedHashMap<>();
    try (InputStream in =
        WeightConversionTest.class.getResourceAsStream(
            "/org/truncus/weights/schemes/torchvision-keys.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" ", 3))
          .filter(parts -> parts[0].equals(model))
          .forEach(parts -> keys.put(parts[1], parts[2]));
    }
    return keys;
  }

  @ParameterizedTest
  @CsvSource({
    "resnet50, L2, torchvision, resnet50, L2",
    "resnet50-bias, L3, torchvision, resnet50, L3",
    "resnet50, L2, keras, resnet50-v1-bias, L2",
    "resnet50-v1-bias, L6, keras, resnet50-v1-bias, L6",
    "densenet121, B1.2, torchvision, densenet201, B1.2",
    "densenet121, stem, keras, densenet121, ''",
    "mobilenet-v1-0.5, L2, keras, mobilenet-v1-0.5, L2",
    "squeezenet-1.1, L2, keras, squeezenet-1.1, L2"
  })
  void whatIsWrittenComputesTheSameWhenItComesBack(
      String backbone, String cut, String names, String back, String backCut) {
    Path run = ownFile(backbone, cut);
    Path out = folder.resolve("out.safetensors");
    WeightConversion done = WeightConversion.convert(run, null, ExportNames.named(names), out);
    assertThat(done.cut()).isEqualTo(Backbones.byName(backbone).resolve(cut));
    assertThat(done.head()).isTrue();
    if (!backCut.isEmpty()) { // a stem alone isn't known again
      WeightCheck check = WeightCheck.of(out, back, backCut);
      assertThat(check.selfTest().layers()).isNotEmpty();
      assertThat(check.selfTest().deviation()).isLessThan(1e-5);
      assertThat(check.normalization()).isEqualTo("xrv");
      assertThat(check.ignored()).hasSize(2).allMatch(name -> !name.contains("conv"));
      assertThat(check.text()).contains("self-test  passed", "all " + check.map().size());
    }
  }

  /** A checkpoint of ours, with statistics that look trained. */
  private Path ownFile(String backbone, String cut) {
    Network network = Backbones.network(new NetworkSpec(backbone, cut, 3));
    Map<String, WeightTensor> weights = Formula.tensors(network.backboneWeights());
    network.headWeights().forEach(spec -> weights.put(spec.name(), spec.initial(1)));
    float[] variance =
        weights.values().stream()
            .filter(tensor -> tensor.name().endsWith("moving_variance"))
            .findFirst()
            .map(WeightTensor::values)
            .orElse(new float[1]);
    variance[0] = 0; // a dead channel
    Path file = folder.resolve("own.safetensors");
    Safetensors.write(
        file,
        weights.values(),
        WeightSource.own(backbone, network.weightTarget().epsilon(), "xrv").metadata());
    return file;
  }

  @Test
  void aDamagedNumberFailsTheSelfTest() {
    Path out = folder.resolve("out.safetensors");
    WeightConversion.convert(ownFile("squeezenet-1.1", "L1"), null, ExportNames.KERAS, out);
    Safetensors.Content content = Safetensors.open(out);
    content.tensors().get("fire2_squeeze1x1/kernel").values()[5] += 0.5f;
    Path damaged = folder.resolve("damaged.safetensors");
    Safetensors.write(damaged, content.tensors().values(), content.metadata());
    WeightCheck check = WeightCheck.of(damaged, "squeezenet-1.1", "L1");
    assertThat(check.passed()).isFalse();
    assertThat(check.text()).contains("self-test  FAILED");
  }

  @Test
  void networksThatComputeSomethingElseThereAreRefused() {
    Path v15 = ownFile("resnet50", "L6");
    Path out = folder.resolve("out.safetensors");
    assertThatThrownBy(() -> WeightConversion.convert(v15, null, ExportNames.KERAS, out))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("--to keras", "v1.5", "something else");
    Path squeeze = ownFile("squeezenet-1.1", "L1");
    assertThatThrownBy(() -> WeightConversion.convert(squeeze, null, ExportNames.TORCHVISION, out))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("torchvision has no network");
    assertThat(out).doesNotExist();
  }

  @Test
  void anExistingFileIsNotOverwritten() {
    Path own = ownFile("squeezenet-1.1", "L1");
    assertThatThrownBy(() -> WeightConversion.convert(own, null, ExportNames.KERAS, own))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("there is such a file already");
  }

  @Test
  void checkpointsOfOtherFormsAreFoldedIntoTheNetworks() {
    Path own = ownFile("resnet50-v1-bias", "L2");
    Network network = Backbones.network(new NetworkSpec("resnet50-v1", "L2", 1));
    Map<String, WeightTensor> folded = WeightImport.load(own, network.weightTarget()).tensors();
    Network source = Backbones.network(new NetworkSpec("resnet50-v1-bias", "L2", 1));
    GoldenReference reference =
        SelfTest.reference(source, Safetensors.read(own), Normalization.TORCH);
    assertThat(SelfTest.of(network, folded, Normalization.TORCH, reference).deviation())
        .isLessThan(1e-5);
  }
}
