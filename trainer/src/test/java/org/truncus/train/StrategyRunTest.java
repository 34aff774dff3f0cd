package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of each strategy from list to report: what it built, that it learns, and that it repeats.
 */
class StrategyRunTest {

  /**
   * MobileNet's output channels at a quarter of its width, of the first layer and of each block.
   */
  private static final int[] WIDTHS = {
    8, 16, 32, 32, 64, 64, 128, 128, 128, 128, 128, 128, 256, 256
  };

  /** The same with half the width above the sixth block. */
  private static final int[] SLIM = {8, 16, 32, 32, 64, 64, 128, 64, 64, 64, 64, 64, 128, 128};

  private static final String NAME = "mobilenet-v1-0.25";

  @TempDir private static Path root;
  private static Path list;
  private static Path source;

  @BeforeAll
  static void data() {
    list = SyntheticList.multilabel(root, 40);
    source = SourceWeights.write(root.resolve("source"), NAME, "full");
  }

  @Test
  void scratchTrainsThePrefixFromRandomWeights() {
    RunRecord run = runs(new RandomInit(), "L3");
    assertThat(run.built()).isEqualTo(built("L3", false, null, null));
    check(run, trained(WIDTHS, 3) + head(32), 0, statistics(WIDTHS, 3));
    assertThat(run.weights()).isNull();
  }

  @Test
  void fullTrainsTheWholeBackbone() {
    RunRecord run = runs(new FullFineTune(), "full");
    assertThat(run.built()).isEqualTo(built("L13", true, null, null));
    assertThat(trained(WIDTHS, 13)).as("as Keras counts it without its top").isEqualTo(213_072);
    check(run, 213_072 + head(256), 0, 5_472);
    assertThat(run.weights().coverage().loaded()).isEqualTo(27 * 5);
  }

  @Test
  void truncatedTrainsThePrefixFromTheFile() {
    RunRecord run = runs(new Truncated(), "L4");
    assertThat(run.built()).isEqualTo(built("L4", false, null, null));
    check(run, trained(WIDTHS, 4) + head(64), 0, statistics(WIDTHS, 4));
    assertThat(run.weights().coverage().loaded()).isEqualTo(9 * 5);
  }

  @Test
  void layerwiseTrainsTheLayersAboveTheCut() {
    RunRecord run = runs(new LayerwiseFineTune(), "L6");
    assertThat(run.built()).isEqualTo(built("L13", true, "L6", null));
    long frozen = trained(WIDTHS, 6);
    check(run, trained(WIDTHS, 13) - frozen + head(256), frozen, 5_472);
    assertThat(run.weights().coverage().loaded()).isEqualTo(27 * 5);
  }

  @Test
  void transfusionTrainsANarrowTopOnImportedLayers() {
    RunRecord run = runs(new TransFusion(), "L6");
    assertThat(run.built()).isEqualTo(built("L13", true, null, "L6"));
    check(run, trained(SLIM, 13) + head(128), 0, statistics(SLIM, 13));
    assertThat(run.weights().coverage().loaded()).isEqualTo(13 * 5);
  }

  @Test
  void probeTrainsTheHeadAlone() {
    RunRecord run = runs(new LinearProbe(), "L4");
    assertThat(run.built()).isEqualTo(built("L4", false, "L4", null));
    check(run, head(64), trained(WIDTHS, 4), statistics(WIDTHS, 4));
    assertThat(run.weights().coverage().loaded()).isEqualTo(9 * 5);
  }

  /** Runs twice with the same seed, with one decoding worker and with two. */
  private static RunRecord runs(Strategy strategy, String cut) {
    RunFolder one = run(strategy, cut, 1);
    RunFolder two = run(strategy, cut, 2);
    assertThat(two.bestWeights()).hasSameBinaryContentAs(one.bestWeights());
    assertThat(two.lastCheckpoint().resolve("weights.safetensors"))
        .hasSameBinaryContentAs(one.lastCheckpoint().resolve("weights.safetensors"));
    List<Double> losses =
        one.history().stream()
            .filter(entry -> entry.split().equals("train") && entry.name().equals("loss"))
            .map(HistoryEntry::value)
            .toList();
    assertThat(losses).hasSize(2);
    assertThat(losses.get(1)).isLessThan(losses.get(0));
    return one.record();
  }

  private static RunFolder run(Strategy strategy, String cut, int workers) {
    TrainConfig config =
        Runs.tiny(list)
            .network(
                network ->
                    network
                        .strategy(strategy)
                        .cut(cut)
                        .weights(strategy.importsWeights() ? source : null))
            .recipe(recipe -> recipe.epochs(2).lr(1e-3).batch(8).augment(Augment.MEDICAL))
            .compute(compute -> compute.workers(workers))
            .build();
    RunFolder folder = new RunFolder(root.resolve(strategy.text() + workers));
    assertThat(Runs.run(config, folder.path()).status()).isEqualTo(RunStatus.COMPLETED);
    return folder;
  }

  private static void check(RunRecord run, long trainable, long frozen, long statistics) {
    assertThat(run.parameters())
        .isEqualTo(new RunRecord.Parameters(trainable, frozen, trainable + frozen + statistics));
  }

  private static BuiltNetwork built(String cut, boolean whole, String frozen, String slim) {
    return new BuiltNetwork(NAME, cut, whole, "gap", frozen, slim, slim == null ? null : 2);
  }

  /** Kernels, and two values for each channel of batch normalisation, up to a block. */
  private static long trained(int[] widths, int blocks) {
    long sum = (27L + 2) * widths[0];
    for (int block = 1; block <= blocks; block++) {
      int in = widths[block - 1];
      int out = widths[block];
      sum += 9L * in + 2L * in + (long) in * out + 2L * out;
    }
    return sum;
  }

  /**
   * A mean and a variance for each channel: of a block's input, normalised twice, and its output.
   */
  private static long statistics(int[] widths, int blocks) {
    int inner = Arrays.stream(widths, 0, blocks).sum();
    return 2L * (2 * inner + widths[blocks]);
  }

  private static long head(int channels) {
    return 2L * channels + 2;
  }
}
