package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.problem.UsageException;
import org.truncus.weights.WeightSpec;

/** Counts against the published networks, which have the same ones in Keras and torchvision. */
class DenseNetTest {

  @ParameterizedTest
  @CsvSource({
    "densenet121, stem, 64, 56, 9536, 128, 0.118",
    "densenet121, T1, 128, 28, 377856, 3904, 1.261",
    "densenet121, T2, 256, 14, 1429632, 15296, 2.077",
    "densenet121, T3, 512, 7, 4793728, 53440, 2.729",
    "densenet121, F, 1024, 7, 6953856, 83648, 2.833",
    "densenet201, stem, 64, 56, 9536, 128, 0.118",
    "densenet201, T1, 128, 28, 377856, 3904, 1.261",
    "densenet201, T2, 256, 14, 1429632, 15296, 2.077",
    "densenet201, T3, 896, 7, 11110528, 127936, 3.952",
    "densenet201, F, 1920, 7, 18092928, 229056, 4.289"
  })
  void transitionsHaveTheTablesCounts(
      String name, String cut, int channels, int side, long trainable, long bn, double gmacs) {
    NetworkSummary summary = summary(name, cut, 224);
    assertThat(summary.backboneTrainable()).isEqualTo(trainable);
    assertThat(summary.headTrainable()).isEqualTo(2L * channels + 2);
    assertThat(summary.bnStatistics()).isEqualTo(bn);
    assertThat(summary.macs() / 1e9).isEqualTo(gmacs, Offset.offset(0.0005001));
    assertThat(summary.features()).isEqualTo(new FeatureShape(side, side, channels));
  }

  /** The table ends a block at its last concatenation, a cut after the normalisation behind it. */
  @ParameterizedTest
  @CsvSource({
    "densenet121, B1.6, 256, 56, 344576, 3392, 1.158",
    "densenet121, B2.12, 512, 28, 1297536, 14272, 1.974",
    "densenet121, B3.24, 1024, 14, 4267392, 51392, 2.626",
    "densenet121, B4.16, 1024, 7, 6951808, 81600, 2.833",
    "densenet201, B1.6, 256, 56, 344576, 3392, 1.158",
    "densenet201, B2.12, 512, 28, 1297536, 14272, 1.974",
    "densenet201, B3.48, 1792, 14, 9501312, 124352, 3.638",
    "densenet201, B4.32, 1920, 7, 18089088, 225216, 4.289"
  })
  void blocksHaveTheTablesCountsAndOneMoreNormalisation(
      String name, String cut, int channels, int side, long trainable, long bn, double gmacs) {
    NetworkSummary summary = summary(name, cut, 224);
    assertThat(summary.backboneTrainable()).isEqualTo(trainable + 2L * channels);
    assertThat(summary.bnStatistics()).isEqualTo(bn + 2L * channels);
    assertThat(summary.macs() / 1e9).isEqualTo(gmacs, Offset.offset(0.0005001));
    assertThat(summary.features()).isEqualTo(new FeatureShape(side, side, channels));
  }

  @ParameterizedTest
  @ValueSource(strings = {"densenet121", "densenet201"})
  void everyDenseLayerAddsWhatItsChannelsAskFor(String name) {
    Backbone backbone = Backbones.byName(name);
    List<String> cuts = backbone.cuts();
    NetworkSummary after = backbone.network(new NetworkSpec(name, "stem", 1)).summary(64);
    for (int i = 1; i < cuts.size(); i++) {
      NetworkSummary before = after;
      after = backbone.network(new NetworkSpec(name, cuts.get(i), 1)).summary(64);
      long added = after.backboneTrainable() - before.backboneTrainable();
      long c = before.features().channels();
      if (cuts.get(i).startsWith("T")) {
        assertThat(added).as(cuts.get(i)).isEqualTo(c * c / 2);
        continue;
      }
      boolean first = cuts.get(i).endsWith(".1");
      long own = 130 * c + 37_120; // its normalisation belongs to the cut before, but for the first
      assertThat(added).as(cuts.get(i)).isEqualTo(own - (first ? 0 : 2 * c) + 2 * (c + 32));
      assertThat(after.features().channels()).isEqualTo(c + 32);
    }
  }

  @ParameterizedTest
  @CsvSource({"densenet121, 7037504, 62", "densenet201, 18321984, 102"})
  void totalsAreKeras(String name, long total, int cuts) {
    NetworkSummary summary = summary(name, "full", 224);
    assertThat(summary.total() - summary.headTrainable()).isEqualTo(total);
    assertThat(Backbones.byName(name).cuts()).hasSize(cuts);
  }

  @Test
  void firstTwoTransitionsOfBothDepthsAreTheSameNetwork() {
    assertThat(network("densenet201", "T2").nodes())
        .isEqualTo(network("densenet121", "T2").nodes());
  }

  @Test
  void cutsAreInOrderAndLayersHaveKerasNames() {
    Backbone backbone = Backbones.byName("densenet121");
    assertThat(backbone.cuts())
        .startsWith("stem", "B1.1", "B1.2", "B1.3", "B1.4", "B1.5", "B1.6", "T1", "B2.1")
        .containsSubsequence("B2.12", "T2", "B3.1", "B3.24", "T3", "B4.1", "B4.15")
        .endsWith("B4.16");
    assertThat(backbone.aliases()).isEqualTo(Map.of("F", "B4.16", "full", "B4.16"));
    assertThat(backbone.resolve("b3.7")).isEqualTo("B3.7");
    assertThat(backbone.resolve("STEM")).isEqualTo("stem");
    assertThat(backbone.tap("stem")).isEqualTo("pool1");
    assertThat(backbone.tap("B1.5")).isEqualTo("conv2_block6_0_relu");
    assertThat(backbone.tap("B1.6")).isEqualTo("pool2_relu");
    assertThat(backbone.tap("T1")).isEqualTo("pool2_pool");
    assertThat(backbone.tap("F")).isEqualTo("relu");
    assertThat(network("densenet121", "full").weights())
        .extracting(WeightSpec::name)
        .contains(
            "conv1_conv.kernel",
            "conv1_bn.gamma",
            "conv2_block1_0_bn.beta",
            "conv2_block1_1_conv.kernel",
            "conv5_block16_2_conv.kernel",
            "pool4_conv.kernel",
            "bn.moving_variance")
        .doesNotContain("conv1_conv.bias");
  }

  @Test
  void kernelsHaveKerasShapes() {
    Map<String, int[]> shapes = new HashMap<>();
    network("densenet121", "F").weights().forEach(spec -> shapes.put(spec.name(), spec.shape()));
    assertThat(shapes.get("conv2_block3_1_conv.kernel")).containsExactly(1, 1, 128, 128);
    assertThat(shapes.get("conv2_block3_2_conv.kernel")).containsExactly(3, 3, 128, 32);
    assertThat(shapes.get("pool3_conv.kernel")).containsExactly(1, 1, 512, 256);
    assertThat(shapes.keySet().stream().filter(name -> name.endsWith("kernel"))).hasSize(121);
    assertThat(shapes).hasSize(604 + 2); // the file's tensors and the head's
  }

  @Test
  void otherSizesWorkDownToTheTotalStride() {
    assertThat(summary("densenet121", "full", 96).features())
        .isEqualTo(new FeatureShape(3, 3, 1024));
    assertThat(summary("densenet201", "full", 32).features())
        .isEqualTo(new FeatureShape(1, 1, 1920));
    assertThat(summary("densenet121", "B2.3", 75).features())
        .isEqualTo(new FeatureShape(9, 9, 224));
    assertThatThrownBy(() -> summary("densenet121", "T3", 31))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("31", "T3", "32");
    assertThatThrownBy(() -> network("densenet121", "B4.17"))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("B4.17", "stem", "B3.24", "F=");
  }

  private static Network network(String name, String cut) {
    return Backbones.network(new NetworkSpec(name, cut, 2));
  }

  private static NetworkSummary summary(String name, String cut, int imageSize) {
    return network(name, cut).summary(imageSize);
  }
}
