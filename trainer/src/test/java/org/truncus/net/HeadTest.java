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
import org.truncus.problem.UsageException;
import org.truncus.weights.WeightTensor;

/** Sizes of both heads at 224 pixels and two outputs, and what flattening computes. */
class HeadTest {

  @ParameterizedTest
  @CsvSource({
    "resnet50, L1, 130, 401410",
    "resnet50, B1, 514, 1605634",
    "resnet50, B2, 1026, 802818",
    "resnet50, B3, 2050, 401410",
    "resnet50, full, 4098, 200706",
    "densenet121, T1, 258, 200706",
    "densenet121, T2, 514, 100354",
    "densenet121, T3, 1026, 50178",
    "densenet201, T3, 1794, 87810",
    "densenet121, F, 2050, 100354",
    "densenet201, F, 3842, 188162"
  })
  void headsHaveThePublishedSizes(String backbone, String cut, long pooling, long flatten) {
    NetworkSpec spec = new NetworkSpec(backbone, cut, 2);
    assertThat(Backbones.network(spec).summary(224).headTrainable()).isEqualTo(pooling);
    Network flat = Backbones.network(spec.withHead(new Head.Flatten(224)));
    assertThat(flat.summary(224).headTrainable()).isEqualTo(flatten);
    assertThat(flat.summary(224).backboneTrainable())
        .isEqualTo(Backbones.network(spec).summary(224).backboneTrainable());
  }

  @Test
  void aFlattenHeadTakesImagesOfOneSize() {
    NetworkSpec spec = new NetworkSpec("mobilenet-v1-0.25", "L4", 2);
    Network network = Backbones.network(spec.withHead(new Head.Flatten(64)));
    assertThat(network.minimumImageSize()).isEqualTo(64);
    assertThat(network.headWeights().get(0).shape()).containsExactly(8 * 8 * 64, 2);
    assertThatThrownBy(() -> network.summary(96))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("96", "64");
    assertThatThrownBy(() -> Backbones.network(spec.withHead(new Head.Flatten(4))))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("4", "8");
    assertThatThrownBy(() -> new Head.Flatten(0)).isInstanceOf(UsageException.class);
  }

  @Test
  void textsAreThoseOfTheOptions() {
    assertThat(new Head.Pooling().text()).isEqualTo("gap");
    assertThat(new Head.Flatten(224).text()).isEqualTo("flatten");
  }

  @Test
  void flattenedValuesRunOverChannelsFirst() {
    NetworkSpec spec = new NetworkSpec("mobilenet-v1-0.25", "L2", 1);
    Network network = Backbones.network(spec.withHead(new Head.Flatten(16)));
    Map<String, WeightTensor> weights = new HashMap<>();
    network.weights().forEach(weight -> weights.put(weight.name(), weight.initial(3)));
    SplittableRandom random = new SplittableRandom(8);
    float[] images = new float[2 * 16 * 16 * 3];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextDouble(-1, 1);
    }
    String tap = network.featureLayer();
    Map<String, float[]> outputs =
        Inference.run(network, weights, images, 16, List.of(tap, Network.HEAD));
    float[] features = outputs.get(tap);
    float[] kernel = weights.get("probs.kernel").values();
    assertThat(features).hasSize(2 * kernel.length);
    for (int n = 0; n < 2; n++) {
      double logit = 0;
      for (int i = 0; i < kernel.length; i++) {
        logit += features[n * kernel.length + i] * (double) kernel[i];
      }
      assertThat((double) outputs.get(Network.HEAD)[n]).isCloseTo(logit, Offset.offset(1e-4));
    }
  }
}
