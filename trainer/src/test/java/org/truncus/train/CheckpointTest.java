package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.problem.EnvironmentException;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;
import org.truncus.weights.WeightTensor;

class CheckpointTest {

  @TempDir private Path root;

  @Test
  void survivesTheFiles() {
    Position position =
        Position.start(1e-4).afterBatch(new StepResult(1.0 / 3, true), 1e-5, 7, 0.1);
    Checkpoint written = checkpoint(3, position);
    Path folder = root.resolve("checkpoints/last");
    written.write(folder, Map.of());
    Checkpoint read = Checkpoint.read(folder);
    assertThat(List.copyOf(read.weights())).isEqualTo(List.copyOf(written.weights()));
    assertThat(List.copyOf(read.optimizer())).isEqualTo(List.copyOf(written.optimizer()));
    assertThat(read.position()).isEqualTo(position);
  }

  @Test
  void aHalfWrittenOneNeverTakesThePlaceOfTheLast() throws IOException {
    Path folder = root.resolve("last");
    checkpoint(1, Position.start(1e-4)).write(folder, Map.of());
    Path half = Files.createDirectories(root.resolve("last.tmp"));
    Files.writeString(half.resolve("weights.safetensors"), "half");
    assertThat(values(Checkpoint.read(folder))).containsExactly(1, 1);
    checkpoint(2, Position.start(1e-4)).write(folder, Map.of());
    assertThat(values(Checkpoint.read(folder))).containsExactly(2, 2);
    assertThat(half).doesNotExist();
  }

  @Test
  void oneWithoutItsOptimiserIsInvalidInput() throws IOException {
    Path folder = root.resolve("last");
    checkpoint(1, Position.start(1e-4)).write(folder, Map.of());
    Files.delete(folder.resolve("optimizer.safetensors"));
    assertThatThrownBy(() -> Checkpoint.read(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("optimizer.safetensors", "no such file");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsTheEnvironmentsFault() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "no folder");
    assertThatThrownBy(() -> checkpoint(1, Position.start(1)).write(file.resolve("last"), Map.of()))
        .isInstanceOf(EnvironmentException.class);
  }

  @Test
  void aLaterSchemaIsUnsupported() throws IOException {
    Path folder = root.resolve("last");
    checkpoint(1, Position.start(1e-4)).write(folder, Map.of());
    Path json = folder.resolve("position.json");
    Files.writeString(
        json, Files.readString(json).replace("\"schemaVersion\" : 1", "\"schemaVersion\" : 2"));
    assertThatThrownBy(() -> Checkpoint.read(folder))
        .isInstanceOf(UnsupportedInputException.class)
        .hasMessageContaining("schemaVersion 2");
  }

  private static Checkpoint checkpoint(float value, Position position) {
    float[] values = {value, value};
    return new Checkpoint(
        List.of(new WeightTensor("conv1.kernel", new int[] {2}, values)),
        List.of(new WeightTensor("conv1.kernel.m", new int[] {1, 2}, values)),
        position);
  }

  private static float[] values(Checkpoint checkpoint) {
    return checkpoint.weights().iterator().next().values();
  }
}
