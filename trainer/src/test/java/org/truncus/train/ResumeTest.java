package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.list.Split;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;

class ResumeTest {

  @TempDir private Path root;

  private TrainConfig config;

  @BeforeEach
  void list() {
    Path list = SyntheticList.multilabel(root, 20);
    config = Runs.tiny(list).recipe(recipe -> recipe.batch(7).augment(Augment.MEDICAL)).build();
  }

  @Test
  void aStopWithinAnEpochSavesThePositionAndTheResumedRunEndsAsAnUnbrokenOne() throws IOException {
    Runs.run(config, root.resolve("unbroken"));
    StopSignal stop = new StopSignal();
    RunRecord stopped =
        Runs.run(config, root.resolve("broken"), stop, new Listening("epoch 2/3", 2, stop::ask));
    assertThat(stopped.status()).isEqualTo(RunStatus.STOPPED);
    assertThat(stopped.message()).contains("in epoch 2 after 2 batches").contains("--resume");
    Position position =
        Checkpoint.read(new RunFolder(root.resolve("broken")).lastCheckpoint()).position();
    assertThat(position.epoch()).isEqualTo(1);
    assertThat(position.batch()).isEqualTo(2);

    RunRecord resumed = Runs.resume(root.resolve("broken"));
    assertThat(resumed.status()).isEqualTo(RunStatus.COMPLETED);
    sameResult("broken", "unbroken");
  }

  /** Each optimiser, schedule, sampling and way to compute a batch, in a few combinations. */
  @ParameterizedTest
  @ValueSource(strings = {"adamw cosine", "sgd parts balanced", "adam parts clipped plateau"})
  void everyRecipeEndsAsUnbrokenToo(String name) throws IOException {
    TrainConfig recipe = config.toBuilder().recipe(settings -> recipe(name, settings)).build();
    Runs.run(recipe, root.resolve("unbroken"));
    StopSignal stop = new StopSignal();
    Runs.run(recipe, root.resolve("broken"), stop, new Listening("epoch 2/2", 1, stop::ask));
    Position position =
        Checkpoint.read(new RunFolder(root.resolve("broken")).lastCheckpoint()).position();
    assertThat(position.describe()).isEqualTo("in epoch 2 after 1 batches");
    Runs.resume(root.resolve("broken"));
    sameResult("broken", "unbroken");
  }

  private static void recipe(String name, RecipeConfig.Builder recipe) {
    recipe.epochs(2);
    switch (name) {
      case "adamw cosine" ->
          recipe
              .optimizer(OptimizerConfig.of(OptimizerKind.ADAMW))
              .schedule(CosineSchedule.standard())
              .warmup(1.5)
              .augment(Augment.PAPER);
      case "sgd parts balanced" ->
          recipe
              .optimizer(OptimizerConfig.of(OptimizerKind.SGD).withNesterov(true))
              .schedule(new ConstantSchedule())
              .accumulate(3)
              .sampling(Sampling.BALANCED)
              .loss(Loss.FOCAL);
      default ->
          recipe
              .optimizer(adam -> adam.withClipNorm(0.5))
              .schedule(PlateauSchedule.standard().withPatience(0).withFactor(0.1))
              .accumulate(2)
              .select(Selection.AUPRC)
              .flip(true);
    }
  }

  @Test
  void aCrashBetweenEpochsLosesNothingThatWasSaved() throws IOException {
    Runs.run(config, root.resolve("unbroken"));
    Listening crash =
        new Listening(
            "epoch 3/3",
            1,
            () -> {
              throw new IllegalStateException("power cut");
            });
    assertThatThrownBy(() -> Runs.run(config, root.resolve("broken"), new StopSignal(), crash))
        .hasMessage("power cut");
    RunFolder folder = new RunFolder(root.resolve("broken"));
    assertThat(folder.record().status()).isEqualTo(RunStatus.FAILED);
    assertThat(folder.record().epochs()).isEqualTo(2);
    assertThat(Runs.resume(folder.path()).status()).isEqualTo(RunStatus.COMPLETED);
    sameResult("broken", "unbroken");
  }

  @Test
  void aFailureThatCannotBeNotedIsToldAllTheSame() {
    Path record = root.resolve("run/run.json");
    Listening crash =
        new Listening(
            "epoch 1/3",
            1,
            () -> {
              assertThat(record.toFile().delete()).isTrue();
              throw new IllegalStateException("power cut");
            });
    assertThatThrownBy(() -> Runs.run(config, root.resolve("run"), new StopSignal(), crash))
        .hasMessage("power cut")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
  }

  @Test
  void aStopBeforeTheFirstBatchCanBeResumedToo() throws IOException {
    Runs.run(config, root.resolve("unbroken"));
    StopSignal stop = new StopSignal();
    stop.ask();
    Runs.run(config, root.resolve("broken"), stop, Progress.silent());
    Runs.resume(root.resolve("broken"));
    sameResult("broken", "unbroken");
  }

  @Test
  void aCompleteRunIsLeftAloneAndItsFolderNotReused() {
    RunRecord record =
        Runs.run(
            config.toBuilder().recipe(recipe -> recipe.epochs(1)).build(), root.resolve("run"));
    assertThat(Runs.resume(root.resolve("run"))).isEqualTo(record);
    assertThatThrownBy(() -> Runs.run(config, root.resolve("run")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("holds a run already (completed)")
        .hasMessageContaining("--out");
  }

  @Test
  void aListThatChangedMeanwhileIsRefused() throws IOException {
    StopSignal stop = new StopSignal();
    stop.ask();
    Runs.run(config, root.resolve("run"), stop, Progress.silent());
    List<String> lines = Files.readAllLines(config.data().list());
    Files.write(config.data().list(), lines.subList(0, lines.size() - 1));
    assertThatThrownBy(() -> Runs.resume(root.resolve("run")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("has changed since run");
  }

  private void sameResult(String one, String other) throws IOException {
    RunFolder a = new RunFolder(root.resolve(one));
    RunFolder b = new RunFolder(root.resolve(other));
    for (String file : List.of("weights.safetensors", "optimizer.safetensors")) {
      assertThat(Files.readAllBytes(a.lastCheckpoint().resolve(file)))
          .isEqualTo(Files.readAllBytes(b.lastCheckpoint().resolve(file)));
    }
    assertThat(a.bestWeights()).hasSameBinaryContentAs(b.bestWeights());
    assertThat(a.historyFile()).hasSameTextualContentAs(b.historyFile());
    assertThat(a.predictionsFile(Split.TEST))
        .hasSameTextualContentAs(b.predictionsFile(Split.TEST));
    assertThat(a.record().metrics()).isEqualTo(b.record().metrics());
  }

  /** Does something when a task has come so far. */
  private record Listening(String what, long at, Runnable then) implements Progress {

    @Override
    public Task begin(String begun, long total) {
      return new Task() {
        @Override
        public void at(long done, String note) {
          if (begun.equals(what) && done == at) {
            then.run();
          }
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void say(String line) {}
  }
}
