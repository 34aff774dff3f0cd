package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.truncus.problem.UsageException;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTarget;

/**
 * Networks with a narrower top. Counts of the block form are the published ones; the others were
 * taken from torchvision's own bottlenecks, dense layers and transitions, put together accordingly.
 */
class SlimTest {

  static List<String> names() {
    return Backbones.names();
  }

  @ParameterizedTest
  @CsvSource({"B1, 6101570, 1.66", "B2, 7137346, 2.43", "B3, 12947522, 3.53"})
  void resNetFromABlockOnHasThePublishedSizes(String keep, long trainable, double gmacs) {
    NetworkSummary summary = slim("resnet50", keep, 2).summary(224);
    assertThat(summary.trainable()).isEqualTo(trainable);
    assertThat(summary.features()).isEqualTo(new FeatureShape(7, 7, 1024));
    assertThat(summary.macs() / 1e9).isEqualTo(gmacs, Offset.offset(0.00501));
  }

  @ParameterizedTest
  @CsvSource({
    "L1, 2, 5904578, 1024", "L2, 2, 6013250, 1024", "L5, 2, 6608194, 1024",
    "L10, 2, 10127426, 1024", "L15, 2, 17873986, 2048", "L16, 2, 20693058, 2048",
    "L1, 4, 1492994, 512", "L5, 4, 2245058, 512", "L10, 4, 6187586, 512",
    "L16, 4, 19725890, 2048"
  })
  void resNetFromALayerOnKeepsTheStagesResidualWidth(
      String keep, int factor, long trainable, int channels) {
    NetworkSummary summary = slim("resnet50", keep, factor).summary(224);
    assertThat(summary.trainable()).isEqualTo(trainable);
    assertThat(summary.features().channels()).isEqualTo(channels);
  }

  @ParameterizedTest
  @CsvSource({
    "densenet121, T1, 2, 2195616, 528",
    "densenet121, T2, 2, 3172224, 576",
    "densenet121, T3, 2, 5612160, 768",
    "densenet121, B1.3, 2, 2002740, 522",
    "densenet121, B2.12, 2, 3172224, 576",
    "densenet121, B4.1, 2, 5688576, 784",
    "densenet121, stem, 4, 502764, 262",
    "densenet201, T1, 2, 5096608, 976",
    "densenet201, T2, 2, 6312832, 1024",
    "densenet201, T3, 2, 13828480, 1408",
    "densenet201, B3.5, 2, 6961552, 1064"
  })
  void denseNetGrowsMoreSlowlyAbove(
      String name, String keep, int factor, long trainable, int channels) {
    NetworkSummary summary = slim(name, keep, factor).summary(224);
    assertThat(summary.backboneTrainable()).isEqualTo(trainable);
    assertThat(summary.features()).isEqualTo(new FeatureShape(7, 7, channels));
  }

  @Test
  void otherFamiliesHaveFewerFiltersAbove() {
    assertThat(slim("mobilenet-v1-1.0", "L6", 2).summary(224).features().channels()).isEqualTo(512);
    assertThat(slim("squeezenet-1.1", "fire5", 4).summary(224).features().channels())
        .isEqualTo(128);
    NetworkSummary cbr = slim("cbr-small", "L2", 2).summary(224);
    // 49·64·64 + 49·64·128 with biases, gammas and betas above the two kept units
    long kept = 49L * 3 * 32 + 49L * 32 * 64 + 3 * (32 + 64);
    assertThat(cbr.backboneTrainable())
        .isEqualTo(kept + 49L * 64 * 64 + 49L * 64 * 128 + 3 * (64 + 128));
  }

  @ParameterizedTest
  @MethodSource("names")
  void theKeptPartIsWhatTheBackboneHasThere(String name) {
    Backbone backbone = Backbones.byName(name);
    List<String> cuts = backbone.cuts();
    String keep = cuts.get(cuts.size() / 2 - 1);
    Network slim = slim(name, keep, 2);
    List<Node> prefix = backbone.prefix(keep);
    assertThat(slim.nodes().subList(0, prefix.size())).isEqualTo(prefix);
    Network whole = Backbones.network(new NetworkSpec(name, "full", 2));
    assertThat(slim.weights())
        .extracting(WeightSpec::name)
        .isEqualTo(whole.weights().stream().map(WeightSpec::name).toList());
    assertThat(slim.summary(224).trainable()).isLessThan(whole.summary(224).trainable());
    WeightTarget target = slim.weightTarget();
    assertThat(target.cut()).isEqualTo(keep);
    assertThat(target.prefix())
        .isEqualTo(Backbones.network(new NetworkSpec(name, keep, 2)).backboneWeights());
  }

  @Test
  void whatCannotBeSlimmedIsRefused() {
    assertThatThrownBy(() -> slim("resnet50", "full", 2))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("full", "L16");
    assertThatThrownBy(() -> slim("densenet121", "F", 2)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> slim("resnet50", "L18", 2)).hasMessageContaining("L18");
    assertThatThrownBy(() -> slim("resnet50", "B1", 3))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("3", "512");
    assertThatThrownBy(() -> slim("densenet121", "T1", 64)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new Slim("B1", 1)).isInstanceOf(UsageException.class);
    NetworkSpec cut = new NetworkSpec("resnet50", "B2", 2).withSlim(new Slim("B1", 2));
    assertThatThrownBy(() -> Backbones.network(cut))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("B2", "full");
  }

  private static Network slim(String name, String keep, int factor) {
    return Backbones.network(new NetworkSpec(name, "full", 2).withSlim(new Slim(keep, factor)));
  }
}
