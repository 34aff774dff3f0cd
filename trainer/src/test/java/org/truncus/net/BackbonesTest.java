package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truncus.problem.UsageException;
import org.truncus.weights.WeightSpec;

/** What holds for every backbone. */
class BackbonesTest {

  static List<String> names() {
    return Backbones.names();
  }

  @Test
  void allAreKnownByName() {
    assertThat(names())
        .containsExactly(
            "resnet50",
            "resnet50-v1",
            "resnet50-bias",
            "resnet50-v1-bias",
            "densenet121",
            "densenet201",
            "cbr-large-t",
            "cbr-large-t-valid",
            "cbr-large-w",
            "cbr-large-w-valid",
            "cbr-small",
            "cbr-small-valid",
            "cbr-tiny",
            "cbr-tiny-valid",
            "cbr-tiny-32",
            "cbr-tiny-32-valid",
            "mobilenet-v1-1.0",
            "mobilenet-v1-0.75",
            "mobilenet-v1-0.5",
            "mobilenet-v1-0.25",
            "squeezenet-1.1");
    assertThatThrownBy(() -> Backbones.byName("densenet169"))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("densenet169", "densenet121", "cbr-tiny-32-valid");
  }

  @ParameterizedTest
  @MethodSource("names")
  void cutsAndAliasesResolve(String name) {
    Backbone backbone = Backbones.byName(name);
    assertThat(backbone.name()).isEqualTo(name);
    List<String> cuts = backbone.cuts();
    assertThat(cuts).doesNotHaveDuplicates();
    assertThat(backbone.aliases().values()).allMatch(cuts::contains);
    assertThat(backbone.resolve("full")).isEqualTo(cuts.get(cuts.size() - 1));
    assertThatThrownBy(() -> backbone.resolve("L0"))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("L0", name, String.join(", ", cuts));
  }

  @ParameterizedTest
  @MethodSource("names")
  void layersAndWeightsHaveOneNameEach(String name) {
    Network network = Backbones.network(new NetworkSpec(name, "full", 2));
    assertThat(network.nodes()).extracting(Node::name).doesNotHaveDuplicates();
    assertThat(network.weights()).extracting(WeightSpec::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("names")
  void imagesOfAnySizeFromTheSmallestOnFit(String name) {
    Network network = Backbones.network(new NetworkSpec(name, "full", 2));
    int least = network.minimumImageSize();
    for (int size : new int[] {least, least + 1, 224, 299, 512}) {
      NetworkSummary summary = network.summary(size);
      assertThat(summary.features().height()).isPositive();
      assertThat(summary.trainable()).isEqualTo(network.summary(224).trainable());
    }
    assertThatThrownBy(() -> network.summary(least - 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll(String.valueOf(least), name, "earlier cut");
  }
}
