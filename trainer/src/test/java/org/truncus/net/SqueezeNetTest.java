package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.problem.UsageException;
import org.truncus.weights.WeightSpec;

/** Sizes of SqueezeNet 1.1. */
class SqueezeNetTest {

  private final Backbone backbone = Backbones.byName("squeezenet-1.1");

  @Test
  void theWholeHasThePublishedTotal() {
    NetworkSummary summary = summary("full", 224);
    assertThat(summary.backboneTrainable()).isEqualTo(722_496);
    assertThat(summary.bnStatistics()).isZero();
  }

  /** Parameters are those of torchvision up to the same module. */
  @ParameterizedTest
  @CsvSource({
    "L1, 55, 128, 13200", "L2, 55, 128, 25632", "L3, 27, 256, 70976", "L4, 27, 256, 120416",
    "L5, 13, 384, 225296", "L6, 13, 384, 336320", "L7, 13, 512, 525312", "L8, 13, 512, 722496"
  })
  void cutsComeAfterEachFireModule(String cut, int side, int channels, long trainable) {
    NetworkSummary summary = summary(cut, 224);
    assertThat(summary.features()).isEqualTo(new FeatureShape(side, side, channels));
    assertThat(summary.backboneTrainable()).isEqualTo(trainable);
  }

  @Test
  void cutsHaveTheModulesNamesToo() {
    assertThat(backbone.cuts()).hasSize(8).endsWith("L8");
    assertThat(backbone.aliases())
        .containsAllEntriesOf(Map.of("fire2", "L1", "fire5", "L4", "fire9", "L8", "full", "L8"));
    assertThat(backbone.tap("Fire3")).isEqualTo("fire3_concat");
    List<WeightSpec> weights = backbone.network(spec("L1")).backboneWeights();
    assertThat(weights)
        .extracting(WeightSpec::name)
        .containsExactly(
            "conv1.kernel",
            "conv1.bias",
            "fire2_squeeze1x1.kernel",
            "fire2_squeeze1x1.bias",
            "fire2_expand1x1.kernel",
            "fire2_expand1x1.bias",
            "fire2_expand3x3.kernel",
            "fire2_expand3x3.bias");
  }

  @Test
  void otherSizesWorkWhilePoolsFit() {
    assertThat(summary("full", 96).features()).isEqualTo(new FeatureShape(5, 5, 512));
    int least = backbone.minimumImageSize("full");
    assertThat(summary("full", least).features()).isEqualTo(new FeatureShape(1, 1, 512));
    assertThatThrownBy(() -> summary("full", least - 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(String.valueOf(least));
  }

  private static NetworkSpec spec(String cut) {
    return new NetworkSpec("squeezenet-1.1", cut, 2);
  }

  private NetworkSummary summary(String cut, int imageSize) {
    return backbone.network(spec(cut)).summary(imageSize);
  }
}
