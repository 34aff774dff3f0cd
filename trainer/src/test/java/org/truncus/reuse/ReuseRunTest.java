package org.truncus.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.list.Split;
import org.truncus.net.ExecutionOptions;
import org.truncus.problem.UsageException;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;
import org.truncus.testdata.PhantomEncoder;
import org.truncus.testdata.PhantomFactory;
import org.truncus.testdata.PhantomSettings;
import org.truncus.testdata.PhantomWriter;
import org.truncus.train.Augment;
import org.truncus.train.RunFolder;
import org.truncus.train.Strategy;
import org.truncus.train.TrainConfig;
import org.truncus.train.TrainConfigBuilder;
import org.truncus.train.Training;

/** Reuse between states of tiny networks of which it is known what they have in common. */
class ReuseRunTest {

  @TempDir private static Path folder;

  private static RunFolder scratch;
  private static RunFolder frozen;

  @BeforeAll
  static void train() throws IOException {
    Path list =
        new PhantomWriter(
                new PhantomFactory(PhantomSettings.of(60, 1, 5).withSize(32)),
                PhantomEncoder.png(false),
                true)
            .write(folder, i -> {});
    scratch = run(config(list), "scratch");
    frozen =
        run(
            config(list)
                .network(
                    network ->
                        network
                            .strategy(Strategy.named("layerwise"))
                            .cut("L2")
                            .weights(scratch.path()))
                .recipe(recipe -> recipe.lr(0.05)),
            "frozen");
  }

  private static TrainConfigBuilder config(Path list) {
    return TrainConfig.builder()
        .data(data -> data.list(list).labels(List.of("opacity")))
        .input(input -> input.imageSize(32))
        .network(network -> network.backbone("mobilenet-v1-0.25"))
        .recipe(recipe -> recipe.epochs(1).batch(8).lr(1e-2).augment(Augment.NONE))
        .compute(compute -> compute.threads(2));
  }

  private static RunFolder run(TrainConfigBuilder config, String name) {
    Path path = folder.resolve(name);
    new Training(config.build(), path, Progress.silent(), new StopSignal(), Clock.systemUTC())
        .run();
    return new RunFolder(path);
  }

  private static Reuse reuse(String... cuts) {
    return new Reuse(
        null,
        Set.of(Split.TRAIN, Split.VAL),
        new ReuseOptions(List.of(cuts), 100, 5, Svcca.VARIANCE, 1),
        ExecutionOptions.cpu(2));
  }

  @Test
  void frozenLayersAreWhollyReusedAndTrainedOnesAreNot() {
    List<LayerReuse> layers = reuse("L1", "L2", "L3").ofRun(frozen, Progress.silent()).layers();

    assertThat(layers).extracting(LayerReuse::layer).containsExactly("L1", "L2", "L3");
    assertThat(layers.get(0).reuse().mean()).isCloseTo(1, within(1e-6));
    assertThat(layers.get(1).reuse().mean()).isCloseTo(1, within(1e-6));
    assertThat(layers.get(2).reuse().mean()).isLessThan(0.999);
    assertThat(layers.get(0).clearlyReused()).isTrue();
    assertThat(layers.get(0).floor().mean()).isBetween(0.0, 0.3);
  }

  @Test
  void aRunHasEverythingInCommonWithItself() {
    ReuseReport report = reuse("L4", "L6").ofRuns(scratch, scratch, Progress.silent());

    assertThat(report.layers())
        .allSatisfy(layer -> assertThat(layer.reuse().mean()).isCloseTo(1, within(1e-6)));
    assertThat(report.across()).hasSize(2);
    assertThat(report.across().get(0).pairs())
        .extracting(LayerReuse::layer)
        .containsExactly("L1", "L3", "L5", "L11");
  }

  @Test
  void writesTablesAndAPageThatStandsAlone() throws IOException {
    Path out = folder.resolve("out");
    new ReuseFolder(out).write(reuse("L1", "L3", "L13").ofRun(scratch, Progress.silent()));

    List<String> table = Files.readAllLines(out.resolve("reuse.csv"));
    assertThat(table.get(0)).startsWith("kind,network,layer,against,stage,mean,median,q1,q3,floor");
    assertThat(table).hasSize(1 + 3 + 2 * 4);
    assertThat(Files.readAllLines(out.resolve("curves.csv")).get(1)).startsWith("layer,,L1,L1,1,");
    String page = Files.readString(out.resolve("index.html"));
    assertThat(page).contains("L13").contains("rows a channel");
    assertThat(page).doesNotContain("<script");
    assertThat(out.resolve("reuse.svg")).isNotEmptyFile();
  }

  @Test
  void aCutBeyondTheEndIsRefusedByName() {
    assertThatThrownBy(() -> reuse("L14").ofRun(scratch, Progress.silent()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("L14")
        .hasMessageContaining("L13");
  }
}
