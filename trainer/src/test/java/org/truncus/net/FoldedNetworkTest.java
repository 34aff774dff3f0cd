package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/** Folding changes what is computed where, not the result. */
class FoldedNetworkTest {

  static Stream<String> names() {
    return Backbones.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  @DisplayName(
      "logits stay the same up to a third of the backbone, and up to the end of the smallest")
  void logitsStayTheSame(String name) {
    List<String> cuts = Backbones.byName(name).cuts();
    boolean small = name.equals("mobilenet-v1-0.25") || name.equals("cbr-tiny-32-valid");
    String cut = cuts.get(small ? cuts.size() - 1 : cuts.size() / 3);
    Network network = Backbones.network(new NetworkSpec(name, cut, 3));
    Network folded = same(network, Math.max(32, network.minimumImageSize())).network();
    if (name.startsWith("densenet")) {
      // what reads a concatenation, or a pool has no convolution to go into
      assertThat(folded.nodes().stream().filter(FoldedNetworkTest::isNorm))
          .hasSize(
              (int) network.nodes().stream().filter(FoldedNetworkTest::followsFeatures).count())
          .allMatch(FoldedNetworkTest::followsFeatures);
    } else {
      assertThat(folded.nodes()).noneMatch(FoldedNetworkTest::isNorm);
    }
  }

  @Test
  void slimNetworksAndFlattenHeadsFoldToo() {
    NetworkSpec slim = new NetworkSpec("resnet50", "full", 3).withSlim(new Slim("L6", 4));
    same(Backbones.network(slim), 32);
    NetworkSpec flat = new NetworkSpec("densenet121", "B1.3", 3);
    same(Backbones.network(flat.withHead(new Head.Flatten(32))), 32);
  }

  @Test
  void aMissingWeightIsNamed() {
    Network network = Backbones.network(new NetworkSpec("resnet50", "L1", 1));
    Map<String, WeightTensor> weights = random(network);
    weights.remove("conv1_bn.beta");
    assertThatThrownBy(() -> FoldedNetwork.of(network, weights))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("conv1_bn.beta");
  }

  private static boolean isNorm(Node node) {
    return node.layer() instanceof BatchNormalization;
  }

  private static boolean followsFeatures(Node node) {
    String input = node.inputs().get(0);
    return isNorm(node)
        && (input.equals("pool1") || input.endsWith("_concat") || input.endsWith("_pool"));
  }

  private static FoldedNetwork same(Network network, int size) {
    Map<String, WeightTensor> weights = random(network);
    FoldedNetwork folded = FoldedNetwork.of(network, weights);
    assertThat(folded.tensors().keySet())
        .containsExactlyInAnyOrderElementsOf(
            folded.network().weights().stream().map(WeightSpec::name).toList());
    float[] before = logits(network, weights, size);
    float[] after = logits(folded.network(), folded.tensors(), size);
    double largest = 0;
    for (float logit : before) {
      largest = Math.max(largest, Math.abs(logit));
    }
    assertThat(largest).as("logits that say something").isGreaterThan(1e-3);
    for (int i = 0; i < before.length; i++) {
      assertThat((double) after[i]).isCloseTo(before[i], Offset.offset(1e-4 * largest));
    }
    return folded;
  }

  private static float[] logits(Network network, Map<String, WeightTensor> weights, int size) {
    SplittableRandom random = new SplittableRandom(4);
    float[] images = new float[2 * size * size * 3];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextDouble(-1, 1);
    }
    return Inference.run(network, weights, images, size, List.of(Network.HEAD)).get(Network.HEAD);
  }

  private static Map<String, WeightTensor> random(Network network) {
    Map<String, WeightTensor> weights = new HashMap<>();
    SplittableRandom random = new SplittableRandom(2);
    for (WeightSpec spec : network.weights()) {
      WeightTensor tensor = spec.initial(1);
      if (!spec.name().endsWith("kernel")) {
        for (int i = 0; i < tensor.values().length; i++) {
          tensor.values()[i] = (float) random.nextDouble(0.2, 1.5);
        }
      }
      weights.put(spec.name(), tensor);
    }
    return weights;
  }
}
