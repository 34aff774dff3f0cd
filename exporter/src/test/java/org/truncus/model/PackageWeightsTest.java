package org.truncus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.list.Task;
import org.truncus.net.Backbones;
import org.truncus.net.Fit;
import org.truncus.net.FoldedNetwork;
import org.truncus.net.Network;
import org.truncus.net.NetworkSpec;
import org.truncus.net.Normalization;
import org.truncus.weights.ImportedWeights;
import org.truncus.weights.InvalidWeightsException;
import org.truncus.weights.StoredTensor;
import org.truncus.weights.WeightFile;
import org.truncus.weights.WeightFiles;
import org.truncus.weights.WeightImport;
import org.truncus.weights.WeightTensor;

/** Model packages as sources of weights. */
class PackageWeightsTest {

  @TempDir Path models;

  @Test
  void aPackageShowsItsConstants() {
    Path folder = TinyPackages.publish(models).folder();
    WeightFile file = WeightFiles.open(folder);
    assertThat(file.format()).isEqualTo(WeightFile.Format.TRUNCUS_PACKAGE);
    Map<String, WeightTensor> folded =
        FoldedNetwork.of(TinyPackages.network(), TinyPackages.weights()).tensors();
    assertThat(file.tensors().keySet()).containsExactlyInAnyOrderElementsOf(folded.keySet());
    for (StoredTensor tensor : file.tensors().values()) {
      assertThat(tensor.read()).isEqualTo(folded.get(tensor.name()));
    }
  }

  @Test
  void foldedBatchNormalisationCannotBeTrainedFurther() {
    Path folder = TinyPackages.publish(models).folder();
    assertThatThrownBy(() -> WeightImport.load(folder, TinyPackages.network().weightTarget()))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContainingAll("conv1_bn.gamma", "folded", "give the folder of the run");
  }

  @Test
  void aNetworkWithoutBatchNormalisationComesBack() throws IOException {
    Network network = Backbones.network(new NetworkSpec("squeezenet-1.1", "L2", 2));
    Map<String, WeightTensor> weights = new LinkedHashMap<>();
    network.weights().forEach(spec -> weights.put(spec.name(), spec.initial(4)));
    PackageGraph graph =
        new PackageGraph(
            network,
            weights,
            Normalization.XRV.preprocessing(64, 1, Fit.CROP),
            Task.MULTILABEL,
            TinyPackages.uncalibrated(2));
    Path folder = Files.createDirectories(models.resolve("squeeze/assets.extra")).getParent();
    try (OutputStream out = Files.newOutputStream(folder.resolve("saved_model.pb"))) {
      PackageGraph.write(graph.savedModel(), out);
    }
    Files.writeString(
        folder.resolve("assets.extra/truncus.json"),
        "{\"backbone\":\"squeezenet-1.1\",\"input\":{\"preprocessing\":{\"scale\":[2048,2048,2048]}}}",
        StandardCharsets.UTF_8);
    Network shorter = Backbones.network(new NetworkSpec("squeezenet-1.1", "L1", 1));
    ImportedWeights imported = WeightImport.load(folder, shorter.weightTarget());
    assertThat(imported.normalization()).isEqualTo("xrv");
    assertThat(imported.ignored()).contains("probs.kernel", "fire3_squeeze1x1.bias");
    imported.tensors().forEach((name, tensor) -> assertThat(tensor).isEqualTo(weights.get(name)));
  }
}
