package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.problem.UsageException;
import org.truncus.weights.WeightSpec;

/** Counts and sizes of the CBR family, with and without padding and biases. */
class CbrTest {

  @ParameterizedTest
  @CsvSource({
    "LARGE_T, 8537600, 8536608, 1984, 2.41, 5.27",
    "LARGE_W, 8441856, 8440896, 1920, 9.18, 15.58",
    "SMALL, 2113536, 2113056, 960, 2.41, 4.01",
    "TINY, 4308480, 4307520, 1920, 5.56, 7.95"
  })
  void countsAreTheTables(
      Cbr.Size size, long withBias, long without, long bn, double valid, double same) {
    NetworkSummary summary = summary(size, Padding.SAME, true);
    assertThat(summary.backboneTrainable()).isEqualTo(withBias);
    assertThat(summary.bnStatistics()).isEqualTo(bn);
    assertThat(summary(size, Padding.SAME, false).backboneTrainable()).isEqualTo(without);
    assertThat(summary(size, Padding.VALID, true).backboneTrainable()).isEqualTo(withBias);
    assertThat(summary(size, Padding.VALID, false).backboneTrainable()).isEqualTo(without);
    Offset<Double> rounding = Offset.offset(0.00501);
    assertThat(summary.macs() / 1e9).isEqualTo(same, rounding);
    assertThat(summary(size, Padding.VALID, true).macs() / 1e9).isEqualTo(valid, rounding);
  }

  /**
   * The paper's table of sizes is what convolutions from the second on and five values for each of
   * the last channels add up to; for Tiny only with 32 to 256 filters.
   */
  @ParameterizedTest
  @CsvSource({
    "LARGE_T, 8532480, 512",
    "LARGE_W, 8432128, 512",
    "SMALL, 2108672, 256",
    "TINY_32, 1076480, 256"
  })
  void kernelsAddUpToThePapersTable(Cbr.Size size, long published, int lastChannels) {
    long kernels =
        network(size, Padding.SAME, false).backboneWeights().stream()
            .filter(spec -> spec.name().endsWith(".kernel"))
            .filter(spec -> !spec.name().startsWith("conv1_"))
            .mapToLong(WeightSpec::size)
            .sum();
    assertThat(kernels + 5L * lastChannels).isEqualTo(published);
  }

  @ParameterizedTest
  @CsvSource({
    "cbr-large-t, 112 56 28 14 14, 32 64 128 256 512",
    "cbr-large-w, 112 56 28 14, 64 128 256 512",
    "cbr-small, 112 56 28 14, 32 64 128 256",
    "cbr-tiny, 112 56 28 14, 64 128 256 512",
    "cbr-tiny-32, 112 56 28 14, 32 64 128 256",
    "cbr-large-t-valid, 108 50 21 7 1, 32 64 128 256 512",
    "cbr-large-w-valid, 108 50 21 7, 64 128 256 512",
    "cbr-small-valid, 108 50 21 7, 32 64 128 256",
    "cbr-tiny-valid, 109 52 23 9, 64 128 256 512",
    "cbr-tiny-32-valid, 109 52 23 9, 32 64 128 256"
  })
  void everyUnitEndsWithTheTablesMap(String name, String sides, String channels) {
    Backbone backbone = Backbones.byName(name);
    List<String> cuts = backbone.cuts();
    assertThat(cuts).hasSize(sides.split(" ", -1).length).startsWith("L1", "L2", "L3", "L4");
    for (int i = 0; i < cuts.size(); i++) {
      int side = Integer.parseInt(sides.split(" ", -1)[i]);
      FeatureShape shape =
          new FeatureShape(side, side, Integer.parseInt(channels.split(" ", -1)[i]));
      NetworkSpec spec = new NetworkSpec(name, cuts.get(i), 2);
      assertThat(Backbones.network(spec).summary(224).features()).isEqualTo(shape);
    }
    assertThat(Backbones.network(new NetworkSpec(name, "full", 2)).weights())
        .extracting(WeightSpec::name)
        .contains("conv1_conv.kernel", "conv1_conv.bias", "conv4_bn.moving_mean");
  }

  @Test
  void oddSidesAreHalvedUpwardsAsSameDoes() {
    NetworkSpec spec = new NetworkSpec("cbr-small", "full", 1);
    assertThat(Backbones.network(spec).summary(97).features())
        .isEqualTo(new FeatureShape(7, 7, 256)); // 49, 25, 13, 7
  }

  @ParameterizedTest
  @CsvSource({
    "cbr-large-t-valid, 217",
    "cbr-large-t, 16",
    "cbr-small-valid, 121",
    "cbr-tiny-valid, 91"
  })
  void smallImagesAreRefusedWithTheSmallestSize(String name, int least) {
    Network network = Backbones.network(new NetworkSpec(name, "full", 1));
    assertThat(network.summary(least).features().height()).isEqualTo(1);
    assertThatThrownBy(() -> network.summary(least - 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll(name, String.valueOf(least), "earlier cut");
  }

  private static Network network(Cbr.Size size, Padding padding, boolean bias) {
    Backbone backbone = Cbr.backbone(size, new Cbr.Options(padding, bias));
    return backbone.network(new NetworkSpec(backbone.name(), "full", 2));
  }

  private static NetworkSummary summary(Cbr.Size size, Padding padding, boolean bias) {
    return network(size, padding, bias).summary(224);
  }
}
