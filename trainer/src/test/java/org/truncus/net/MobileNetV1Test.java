package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.problem.UsageException;
import org.truncus.weights.WeightSpec;

/** Sizes of MobileNet v1; totals are those of Keras applications. */
class MobileNetV1Test {

  /** Parameters of the classifier of 1,000 classes on 256 features. */
  private static final int TOP_PARAMETERS = 256 * 1000 + 1000;

  @Test
  void quarterWidthHasTheFilesTotal() {
    NetworkSummary summary = summary("mobilenet-v1-0.25", "full", 224);
    assertThat(summary.backboneTrainable() + summary.bnStatistics())
        .isEqualTo(475_544 - TOP_PARAMETERS);
    assertThat(summary.features()).isEqualTo(new FeatureShape(7, 7, 256));
  }

  @Test
  void fullWidthHasKerasTotal() {
    NetworkSummary summary = summary("mobilenet-v1-1.0", "full", 224);
    assertThat(summary.total() - summary.headTrainable()).isEqualTo(3_228_864);
    assertThat(summary.bnStatistics()).isEqualTo(21_888);
    // published: 568,740,352 multiply-adds, 1,024,000 of them in the classifier
    assertThat(summary.macs()).isEqualTo(568_740_352L - 1_024_000L);
  }

  /** The paper's multiply-adds in millions, the classifier included, and Keras' totals. */
  @ParameterizedTest
  @CsvSource({
    "mobilenet-v1-1.0, 1024, 569, 3228864",
    "mobilenet-v1-0.75, 768, 325, 1832976",
    "mobilenet-v1-0.5, 512, 149, 829536",
    "mobilenet-v1-0.25, 256, 41, 218544"
  })
  void everyWidthHasThePublishedSize(String name, int channels, long millions, long total) {
    NetworkSummary summary = summary(name, "full", 224);
    assertThat(summary.features()).isEqualTo(new FeatureShape(7, 7, channels));
    assertThat(Math.round((summary.macs() + channels * 1000L) / 1e6)).isEqualTo(millions);
    assertThat(summary.total() - summary.headTrainable()).isEqualTo(total);
  }

  @ParameterizedTest
  @CsvSource({
    "L1, 112, 64", "L2, 56, 128", "L3, 56, 128", "L4, 28, 256", "L5, 28, 256", "L6, 14, 512",
    "L7, 14, 512", "L8, 14, 512", "L9, 14, 512", "L10, 14, 512", "L11, 14, 512", "L12, 7, 1024",
    "L13, 7, 1024"
  })
  void cutsComeAfterEachBlock(String cut, int side, int channels) {
    assertThat(summary("mobilenet-v1-1.0", cut, 224).features())
        .isEqualTo(new FeatureShape(side, side, channels));
    assertThat(summary("mobilenet-v1-0.25", cut, 224).features())
        .isEqualTo(new FeatureShape(side, side, channels / 4));
  }

  @Test
  void depthwiseKernelsStartAsSmallAsInKerasAndPyTorch() {
    Network network = Backbones.network(new NetworkSpec("mobilenet-v1-1.0", "L6", 1));
    WeightSpec kernel =
        network.weights().stream()
            .filter(weight -> weight.name().equals("conv_dw_6.depthwise_kernel"))
            .findFirst()
            .orElseThrow();
    assertThat(kernel.shape()).containsExactly(3, 3, 256, 1);
    double squares = 0;
    for (float value : kernel.initial(1).values()) {
      squares += value * (double) value;
    }
    // Keras: Glorot, uniform in ±sqrt(6 / (9 * 256 + 9)), of deviation sqrt(2 / (9 * 257))
    assertThat(Math.sqrt(squares / kernel.size()))
        .isCloseTo(Math.sqrt(2.0 / (9 * 257)), Percentage.withPercentage(5));
  }

  @Test
  void fullIsTheLastCut() {
    Backbone backbone = Backbones.byName("mobilenet-v1-0.25");
    assertThat(backbone.cuts()).hasSize(13);
    assertThat(backbone.resolve("full")).isEqualTo("L13");
    assertThat(backbone.tap("L6")).isEqualTo("conv_pw_6_relu");
  }

  @Test
  void otherSizesWorkDownToTheTotalStride() {
    assertThat(summary("mobilenet-v1-0.25", "L6", 96).features())
        .isEqualTo(new FeatureShape(6, 6, 128));
    assertThat(summary("mobilenet-v1-0.25", "full", 32).features())
        .isEqualTo(new FeatureShape(1, 1, 256));
    assertThatThrownBy(() -> summary("mobilenet-v1-0.25", "L12", 28))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("28", "L12", "32");
  }

  private static NetworkSummary summary(String name, String cut, int imageSize) {
    return Backbones.network(new NetworkSpec(name, cut, 1)).summary(imageSize);
  }
}
