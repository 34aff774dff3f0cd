package org.truncus.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.truncus.list.Task;
import org.truncus.net.Backbone;
import org.truncus.net.Backbones;
import org.truncus.net.Fit;
import org.truncus.net.FoldedNetwork;
import org.truncus.net.Network;
import org.truncus.net.NetworkSpec;
import org.truncus.net.Normalization;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/** Every backbone can be exported: a runner lets all of its operations through. */
class PackageGraphTest {

  static Stream<String> backbones() {
    return Backbones.names().stream();
  }

  @ParameterizedTest
  @MethodSource("backbones")
  void wholeBackbonesAreExportedAndCutOnesAreSmaller(String backbone) {
    List<String> cuts = Backbones.byName(backbone).cuts();
    SavedModel whole = graph(backbone, Backbone.FULL, Normalization.CAFFE, 3, Fit.CROP);
    SavedModel cut = graph(backbone, cuts.get(0), Normalization.TORCH, 1, Fit.STRETCH);

    assertThat(OperationCheck.objection(whole.getMetaGraphs(0))).isEmpty();
    assertThat(names(cut)).hasSizeLessThan(names(whole).size());
    assertThat(cut.getSerializedSize()).isLessThan(whole.getSerializedSize());
    // only DenseNet normalises what no convolution has just made
    assertThat(names(whole).stream().anyMatch(name -> name.contains("moving_")))
        .isEqualTo(backbone.startsWith("densenet"));
    assertThat(names(whole)).noneMatch(name -> name.contains("conv1_bn"));
  }

  private static List<String> names(SavedModel model) {
    return model.getMetaGraphs(0).getGraphDef().getNodeList().stream()
        .map(NodeDef::getName)
        .toList();
  }

  private static SavedModel graph(
      String backbone, String cut, Normalization normalization, int channels, Fit fit) {
    Network network = Backbones.network(new NetworkSpec(backbone, cut, 2));
    Map<String, WeightTensor> zeros = new LinkedHashMap<>();
    for (WeightSpec spec : network.weights()) {
      float[] values = new float[Math.toIntExact(spec.size())];
      zeros.put(spec.name(), new WeightTensor(spec.name(), spec.shape(), values));
    }
    FoldedNetwork folded = FoldedNetwork.of(network, zeros);
    return new PackageGraph(
            folded.network(),
            folded.tensors(),
            normalization.preprocessing(Math.max(64, network.minimumImageSize()), channels, fit),
            Task.MULTICLASS,
            TinyPackages.uncalibrated(2))
        .savedModel();
  }
}
