package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.net.Backbones;
import org.truncus.net.Head;
import org.truncus.net.Network;
import org.truncus.net.NetworkSpec;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;
import org.truncus.weights.InvalidWeightsException;
import org.truncus.weights.Safetensors;
import org.truncus.weights.WeightSource;

/** Plans that can't be carried out, refused before the first image is read. */
class StrategyRefusalTest {

  private static final String NAME = "mobilenet-v1-0.25";

  @TempDir private Path root;
  private Path list;

  @BeforeEach
  void list() {
    list = SyntheticList.multilabel(root, 20);
  }

  @ParameterizedTest
  @CsvSource({
    "cbr-large-t-valid, full, 217",
    "cbr-small-valid, full, 121",
    "cbr-tiny-valid, full, 91",
    "cbr-small-valid, L1, 9"
  })
  void anUnpaddedNetworkNamesTheLeastImageSize(String backbone, String cut, int least) {
    TrainConfig fits = unpadded(backbone, cut, least);
    assertThat(RunPlan.of(fits).network().summary(least).features().height()).isEqualTo(1);
    refused(unpadded(backbone, cut, least - 1), UsageException.class)
        .hasMessageContaining("--image-size " + (least - 1))
        .hasMessageContaining(backbone)
        .hasMessageContaining("expected " + least + " or more")
        .hasMessageContaining("earlier --cut");
  }

  @Test
  void aStrategyThatBuildsTheWholeBackboneNeedsImagesForAllOfIt() {
    Path weights = SourceWeights.write(root.resolve("cbr"), "cbr-small-valid", "full");
    for (Strategy strategy : new Strategy[] {new LayerwiseFineTune(), new TransFusion()}) {
      TrainConfig small =
          unpadded("cbr-small-valid", "L1", 120).toBuilder()
              .network(network -> network.strategy(strategy).weights(weights))
              .build();
      refused(small, UsageException.class)
          .hasMessageContaining("expected 121 or more")
          .hasMessageContaining("truncated or probe");
    }
  }

  @Test
  void anUnknownCutListsThoseThereAre() {
    for (Strategy strategy : Strategy.values()) {
      refused(plan(strategy, "L14", null), UsageException.class)
          .hasMessageContaining("no cut 'L14'")
          .hasMessageContaining(NAME)
          .hasMessageContaining("L1, L2, L3, L4, L5, L6, L7, L8, L9, L10, L11, L12, L13");
    }
  }

  @Test
  void aCutThatLeavesNothingAboveIsRefusedByEitherOfItsNames() {
    Path weights = source("full");
    for (String cut : new String[] {"full", "L13", "l13"}) {
      refused(plan(new LayerwiseFineTune(), cut, weights), UsageException.class)
          .hasMessageContaining("the cut leaves none")
          .hasMessageContaining("--strategy probe");
      refused(plan(new TransFusion(), cut, weights), UsageException.class)
          .hasMessageContaining("the cut leaves none")
          .hasMessageContaining("--strategy full");
    }
  }

  @Test
  void weightsMustCoverWhatIsImportedAndNoMore() {
    Path weights = source("L4");
    assertThat(RunPlan.of(plan(new Truncated(), "L4", weights)).initial().loaded())
        .isEqualTo(9 * 5);
    assertThat(RunPlan.of(plan(new TransFusion(), "L4", weights)).initial().loaded())
        .isEqualTo(9 * 5);
    for (TrainConfig more :
        new TrainConfig[] {
          plan(new Truncated(), "L5", weights),
          plan(new TransFusion(), "L5", weights),
          plan(new LinearProbe(), "L5", weights),
          plan(new LayerwiseFineTune(), "L2", weights),
          plan(new FullFineTune(), "full", weights)
        }) {
      refused(more, InvalidWeightsException.class)
          .hasMessageContaining("does not fill " + NAME)
          .hasMessageContaining("conv_pw_5.kernel")
          .hasMessageContaining("choose a cut it covers, or another file");
    }
  }

  @Test
  void aFlattenHeadTakesImagesOfOneSizeOnly() throws IOException {
    Network network =
        Backbones.network(new NetworkSpec(NAME, "L3", 2).withHead(new Head.Flatten(32)));
    assertThatThrownBy(() -> network.summary(40))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("image size 40")
        .hasMessageContaining("made for 32");
    RunFolder folder = new RunFolder(root.resolve("run"));
    Path best = folder.bestCheckpoint();
    Files.createDirectories(best);
    Safetensors.write(
        best.resolve("weights.safetensors"),
        SourceWeights.tensors(network),
        WeightSource.own(NAME, 1e-3f, "mobilenet").metadata());
    assertThat(folder.bestTensors(flatten(32))).containsKey("probs.kernel");
    assertThatThrownBy(() -> folder.bestTensors(flatten(40)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("probs.kernel")
        .hasMessageContaining("a flatten head takes images of the size trained with only");
  }

  private Network flatten(int imageSize) {
    TrainConfig config =
        plan(new RandomInit(), "L3", null).toBuilder()
            .input(input -> input.imageSize(imageSize))
            .network(network -> network.head(HeadType.FLATTEN))
            .build();
    return RunPlan.of(config).network();
  }

  private TrainConfig unpadded(String backbone, String cut, int imageSize) {
    return Runs.tiny(list)
        .input(input -> input.imageSize(imageSize))
        .network(network -> network.backbone(backbone).cut(cut))
        .build();
  }

  private TrainConfig plan(Strategy strategy, String cut, Path weights) {
    return Runs.tiny(list)
        .network(network -> network.strategy(strategy).cut(cut).weights(weights))
        .build();
  }

  private Path source(String cut) {
    return SourceWeights.write(root.resolve("source"), NAME, cut);
  }

  private static AbstractThrowableAssert<?, ?> refused(TrainConfig config, Class<?> type) {
    return assertThatThrownBy(() -> RunPlan.of(config)).isInstanceOf(type);
  }
}
