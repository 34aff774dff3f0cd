package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.problem.UsageException;

/** Counts against the published table (torchvision's ResNet50 and Keras' one with biases). */
class ResNet50Test {

  private static final int KERAS_TOTAL = 23_587_712;

  private final Backbone backbone = Backbones.byName("resnet50");

  @ParameterizedTest
  @CsvSource({
    "L1, 64, 56, 9536, 128, 0.118, 9600",
    "L2, 256, 56, 84544, 1408, 0.349, 85248",
    "L3, 256, 56, 154944, 2176, 0.568, 156032",
    "L4, 256, 56, 225344, 2944, 0.786, 226816",
    "L5, 512, 28, 604736, 5504, 1.158, 607488",
    "L6, 512, 28, 884800, 7040, 1.377, 888320",
    "L7, 512, 28, 1164864, 8576, 1.595, 1169152",
    "L8, 512, 28, 1444928, 10112, 1.814, 1449984",
    "L9, 1024, 14, 2957376, 15232, 2.186, 2964992",
    "L10, 1024, 14, 4074560, 18304, 2.404, 4083712",
    "L11, 1024, 14, 5191744, 21376, 2.623, 5202432",
    "L12, 1024, 14, 6308928, 24448, 2.841, 6321152",
    "L13, 1024, 14, 7426112, 27520, 3.060, 7439872",
    "L14, 1024, 14, 8543296, 30592, 3.278, 8558592",
    "L15, 2048, 7, 14582848, 40832, 3.650, 14603264",
    "L16, 2048, 7, 19045440, 46976, 3.869, 19068928",
    "L17, 2048, 7, 23508032, 53120, 4.087, 23534592"
  })
  void everyCutHasTheTablesCounts(
      String cut,
      int channels,
      int side,
      long trainable,
      long statistics,
      double gmacs,
      long keras) {
    NetworkSummary summary = summary(backbone, cut);
    assertThat(summary.backboneTrainable()).isEqualTo(trainable);
    assertThat(summary.headTrainable()).isEqualTo(2L * channels + 2);
    assertThat(summary.bnStatistics()).isEqualTo(statistics);
    assertThat(summary.macs() / 1e9).isEqualTo(gmacs, Offset.offset(0.0005001));
    assertThat(summary.features()).isEqualTo(new FeatureShape(side, side, channels));
    for (String name : List.of("resnet50-v1", "resnet50-bias", "resnet50-v1-bias")) {
      NetworkSummary other = summary(Backbones.byName(name), cut);
      assertThat(other.backboneTrainable()).isEqualTo(name.endsWith("bias") ? keras : trainable);
      assertThat(other.bnStatistics()).isEqualTo(statistics);
      assertThat(other.features()).isEqualTo(summary.features());
      if (!name.contains("v1")) {
        assertThat(other.macs()).isEqualTo(summary.macs());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"B1, 0.786", "B2, 1.736", "B3, 3.124", "full, 3.856"})
  void stridesInTheFirstConvolutionCostLess(String cut, double gmacs) {
    for (String name : List.of("resnet50-v1", "resnet50-v1-bias")) {
      assertThat(summary(Backbones.byName(name), cut).macs() / 1e9)
          .isEqualTo(gmacs, Offset.offset(0.0005001));
    }
  }

  @Test
  void kerasVariantHasKerasTotal() {
    NetworkSummary summary = summary(Backbones.byName("resnet50-v1-bias"), "full");
    assertThat(summary.total() - summary.headTrainable()).isEqualTo(KERAS_TOTAL);
  }

  @Test
  void cutsHaveBlockNames() {
    assertThat(backbone.cuts()).hasSize(17).startsWith("L1").endsWith("L17");
    assertThat(backbone.aliases())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("B1", "L4", "B2", "L8", "B3", "L14", "B4", "L17", "full", "L17"));
    assertThat(backbone.resolve("b2")).isEqualTo("L8");
    assertThat(backbone.tap("B2")).isEqualTo("conv3_block4_out");
    assertThat(backbone.tap("full")).isEqualTo("conv5_block3_out");
  }

  @Test
  void unknownNamesAreAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> backbone.resolve("L18"))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("L18", "L17", "B3");
    assertThatThrownBy(() -> Backbones.byName("resnet51"))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("resnet51", "resnet50", "mobilenet-v1-1.0");
  }

  @Test
  void smallImagesAreRefusedWithTheSmallestSize() {
    assertThat(backbone.minimumImageSize("L1")).isEqualTo(4);
    assertThat(backbone.minimumImageSize("L8")).isEqualTo(8);
    assertThat(backbone.minimumImageSize("full")).isEqualTo(32);
    assertThatThrownBy(() -> backbone.network(new NetworkSpec("resnet50", "full", 1)).summary(31))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("31", "32");
  }

  private static NetworkSummary summary(Backbone backbone, String cut) {
    return backbone.network(new NetworkSpec(backbone.name(), cut, 2)).summary(224);
  }
}
