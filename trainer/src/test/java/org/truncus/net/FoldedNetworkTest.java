package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/** Folding changes what is computed where, not the result. */
class FoldedNetworkTest {

  private static final int SIZE = 32;

  @ParameterizedTest
  @CsvSource({"resnet50, L6", "mobilenet-v1-0.25, L8"})
  void logitsStayTheSame(String backbone, String cut) {
    Network network = Backbones.network(new NetworkSpec(backbone, cut, 3));
    same(network);
  }

  @Test
  void convolutionsWithABiasFoldToo() {
    same(Backbones.network(new NetworkSpec("resnet50-v1-bias", "L3", 3)));
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

  private static void same(Network network) {
    Map<String, WeightTensor> weights = random(network);
    FoldedNetwork folded = FoldedNetwork.of(network, weights);
    assertThat(folded.network().nodes())
        .noneMatch(node -> node.layer() instanceof BatchNormalization);
    assertThat(folded.tensors().keySet())
        .containsExactlyInAnyOrderElementsOf(
            folded.network().weights().stream().map(WeightSpec::name).toList());
    float[] before = logits(network, weights);
    float[] after = logits(folded.network(), folded.tensors());
    for (int i = 0; i < before.length; i++) {
      assertThat(Math.abs(before[i])).as("a logit that says something").isGreaterThan(1e-3f);
      assertThat(after[i]).isCloseTo(before[i], Offset.offset(1e-4f * Math.abs(before[i]) + 1e-5f));
    }
  }

  private static float[] logits(Network network, Map<String, WeightTensor> weights) {
    SplittableRandom random = new SplittableRandom(4);
    float[] images = new float[2 * SIZE * SIZE * 3];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextDouble(-1, 1);
    }
    return Inference.run(network, weights, images, SIZE, List.of(Network.HEAD)).get(Network.HEAD);
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
