package org.truncus.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.truncus.json.Json;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;
import org.truncus.weights.Safetensors;
import org.truncus.weights.WeightTensor;

/**
 * All that training needs to go on as if it had never stopped: {@code weights.safetensors}, {@code
 * optimizer.safetensors} and {@code position.json} in one folder, which is written whole or not at
 * all.
 *
 * @param weights of the network, moving statistics included
 * @param optimizer what the optimiser keeps from step to step
 * @param position between two batches
 */
record Checkpoint(
    Collection<WeightTensor> weights, Collection<WeightTensor> optimizer, Position position) {

  private static final String WEIGHTS = "weights.safetensors";
  static final String OPTIMIZER = "optimizer.safetensors";
  private static final String POSITION = "position.json";

  /**
   * Puts this checkpoint in the place of the one in the folder.
   *
   * @param metadata strings for the header of the weight file
   */
  void write(Path folder, Map<String, String> metadata) {
    Path temporary = folder.resolveSibling(folder.getFileName() + ".tmp");
    try {
      Durable.delete(temporary);
      Files.createDirectories(temporary);
      Safetensors.write(temporary.resolve(WEIGHTS), weights, metadata);
      Safetensors.write(temporary.resolve(OPTIMIZER), optimizer, Map.of());
    } catch (UncheckedIOException e) {
      throw Durable.cannotWrite(temporary, e.getCause());
    } catch (IOException e) {
      throw Durable.cannotWrite(temporary, e);
    }
    Durable.write(
        temporary.resolve(POSITION), Json.write(position).getBytes(StandardCharsets.UTF_8));
    Durable.replaceFolder(temporary, folder);
  }

  /**
   * This checkpoint, if it is one to go on from.
   *
   * @throws TrainingDivergedException where a weight or a slot is no finite number
   */
  Checkpoint finite() {
    for (Collection<WeightTensor> tensors : List.of(weights, optimizer)) {
      for (WeightTensor tensor : tensors) {
        for (float value : tensor.values()) {
          if (!Float.isFinite(value)) {
            throw TrainingDivergedException.weight(position.describe(), tensor.name(), value);
          }
        }
      }
    }
    return this;
  }

  /** Whether there is a checkpoint in the folder. */
  static boolean exists(Path folder) {
    return Files.exists(Durable.restored(folder).resolve(POSITION));
  }

  /**
   * Reads a checkpoint.
   *
   * @throws InvalidInputException where there is none, or it is broken
   * @throws UnsupportedInputException where a later version wrote it
   */
  static Checkpoint read(Path folder) {
    Path whole = Durable.restored(folder);
    Position position = Json.read(whole.resolve(POSITION), Position.class);
    if (position.schemaVersion() > Position.SCHEMA_VERSION) {
      throw new UnsupportedInputException(
          whole.resolve(POSITION)
              + ": schemaVersion "
              + position.schemaVersion()
              + ", this version reads up to "
              + Position.SCHEMA_VERSION
              + ". Use the newer version that wrote it.");
    }
    return new Checkpoint(
        Safetensors.read(whole.resolve(WEIGHTS)).values(),
        Safetensors.read(whole.resolve(OPTIMIZER)).values(),
        position);
  }
}
