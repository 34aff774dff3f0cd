package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;
import org.truncus.weights.WeightTensor;

/** Numbers that run away: said at once, and never saved over the last good checkpoint. */
class DivergenceTest {

  @TempDir private Path root;

  private RunFolder folder;

  @BeforeEach
  void trainedForAnEpoch() {
    StopSignal stop = new StopSignal();
    TrainConfig config =
        Runs.tiny(SyntheticList.multilabel(root, 20)).recipe(recipe -> recipe.batch(8)).build();
    Runs.run(config, root.resolve("run"), stop, new StopAt("epoch 2/3", 1, stop));
    folder = new RunFolder(root.resolve("run"));
  }

  @Test
  void aLossThatIsNoNumberNamesThePlaceAndTheRemedies() throws IOException {
    alterCheckpoint(true);
    Map<String, byte[]> before = checkpoint();
    assertThatThrownBy(() -> resume(new StopSignal(), Progress.silent()))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageContainingAll(
            "epoch 2, batch 2: the loss is NaN at a learning rate of 0.003",
            "smaller --lr",
            "--clip-norm 1",
            "--warmup 1");
    assertThat(checkpoint()).usingRecursiveComparison().isEqualTo(before);
    assertThat(folder.record().status()).isEqualTo(RunStatus.FAILED);
    assertThat(folder.record().message()).contains("epoch 2, batch 2");
  }

  /**
   * The loss of a batch is finite, but its step takes the weights away; then a stop is asked for.
   */
  @Test
  void aStopAfterTheStepThatWentWrongSavesNothing() throws IOException {
    alterCheckpoint(false);
    Map<String, byte[]> before = checkpoint();
    StopSignal stop = new StopSignal();
    assertThatThrownBy(() -> resume(stop, new StopAt("epoch 2/3", 2, stop)))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageContaining("in epoch 2 after 2 batches: a value of")
        .hasMessageContaining("is NaN, expected a finite number");
    assertThat(checkpoint()).usingRecursiveComparison().isEqualTo(before);
  }

  private void resume(StopSignal stop, Progress progress) {
    Training.resume(folder.path(), progress, stop, Runs.CLOCK).run();
  }

  /** Makes the kernel of the head, or its first moment, no number. */
  private void alterCheckpoint(boolean weight) {
    Checkpoint last = Checkpoint.read(folder.lastCheckpoint());
    new Checkpoint(
            weight ? altered(last.weights(), "probs.kernel") : last.weights(),
            weight ? last.optimizer() : altered(last.optimizer(), "probs.kernel.m"),
            last.position())
        .write(folder.lastCheckpoint(), Map.of());
  }

  private static Collection<WeightTensor> altered(Collection<WeightTensor> tensors, String name) {
    List<WeightTensor> altered = new ArrayList<>();
    for (WeightTensor tensor : tensors) {
      float[] values = tensor.values().clone();
      if (tensor.name().equals(name)) {
        Arrays.fill(values, Float.NaN);
      }
      altered.add(new WeightTensor(tensor.name(), tensor.shape(), values));
    }
    assertThat(altered).isNotEqualTo(List.copyOf(tensors));
    return altered;
  }

  private Map<String, byte[]> checkpoint() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : List.of("weights.safetensors", "optimizer.safetensors", "position.json")) {
      files.put(name, Files.readAllBytes(folder.lastCheckpoint().resolve(name)));
    }
    return files;
  }

  private record StopAt(String what, long at, StopSignal stop) implements Progress {

    @Override
    public Task begin(String begun, long total) {
      return new Task() {
        @Override
        public void at(long done, String note) {
          if (begun.equals(what) && done == at) {
            stop.ask();
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
