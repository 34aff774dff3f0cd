package org.truncus.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.truncus.json.Json;
import org.truncus.list.ListRow;
import org.truncus.list.PredictionList;
import org.truncus.list.Split;
import org.truncus.net.Network;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;
import org.truncus.weights.Safetensors;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/**
 * Where the things of a run lie.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {

  /** Whether the folder holds a run. */
  public boolean exists() {
    return Files.exists(recordFile());
  }

  /**
   * {@code run.json}.
   *
   * @throws InvalidInputException where the folder holds no run
   * @throws UnsupportedInputException where a later version wrote it
   */
  public RunRecord record() {
    if (!exists()) {
      throw new InvalidInputException(
          path + ": holds no run: expected a run.json, as `train --out " + path + "` writes it");
    }
    RunRecord record = Json.read(recordFile(), RunRecord.class);
    if (record.schemaVersion() > RunRecord.SCHEMA_VERSION) {
      throw new UnsupportedInputException(
          recordFile()
              + ": schemaVersion "
              + record.schemaVersion()
              + ", this version reads up to "
              + RunRecord.SCHEMA_VERSION
              + ". Use the newer version that wrote it.");
    }
    return record;
  }

  /** {@code history.csv}; empty before the first epoch. */
  public List<HistoryEntry> history() {
    return History.read(historyFile());
  }

  /**
   * The predictions of a split, made with the best weights.
   *
   * @throws InvalidInputException where the run has none yet
   */
  public PredictionList predictions(Split split) {
    Path csv = predictionsFile(split);
    if (!Files.exists(csv)) {
      throw new InvalidInputException(
          csv
              + ": there are no predictions of split "
              + split.text()
              + ". Let the run complete (--resume), or run `evaluate --run "
              + path
              + " --split "
              + split.text()
              + "`.");
    }
    return PredictionList.read(csv);
  }

  /**
   * The rows that made the run what it is, train and val, read from its list once more.
   *
   * @throws InvalidInputException where the list isn't there any more, or has changed
   */
  public List<ListRow> learntRows() {
    RunRecord record = record();
    TrainingData data = TrainingData.read(record.config());
    if (!data.list().sha256().equals(record.data().sha256())) {
      throw new InvalidInputException(
          data.list().path() + ": the list has changed since the run was made");
    }
    return data.list().rows().stream().filter(row -> row.split() != Split.TEST).toList();
  }

  /**
   * The weights with the lowest validation loss.
   *
   * @return a safetensors file with every tensor of the network by its name
   * @throws InvalidInputException where the run has none yet
   */
  public Path bestWeights() {
    Path file = Durable.restored(bestCheckpoint()).resolve("weights.safetensors");
    if (!Files.exists(file)) {
      throw new InvalidInputException(
          file + ": the run has no weights yet. Let it train for an epoch at least (--resume).");
    }
    return file;
  }

  /**
   * The weights with the lowest validation loss, for a network.
   *
   * @return by name, more than the network needs is never there
   * @throws InvalidInputException where the run has none yet, or they are another network's
   */
  public Map<String, WeightTensor> bestTensors(Network network) {
    Path file = bestWeights();
    Map<String, WeightTensor> tensors = Safetensors.read(file);
    List<WeightSpec> specs = network.weights();
    String misfit =
        specs.stream()
            .filter(spec -> !fits(spec, tensors.get(spec.name())))
            .map(spec -> "expected " + spec + ", found " + tensors.get(spec.name()))
            .findFirst()
            .orElse(
                tensors.size() == specs.size()
                    ? null
                    : "expected " + specs.size() + " tensors, found " + tensors.size());
    if (misfit != null) {
      throw new InvalidInputException(
          file
              + ": does not fit the network that run.json describes: "
              + misfit
              + ". The folder mixes two runs, or its run.json was changed; a flatten head takes"
              + " images of the size trained with only.");
    }
    return tensors;
  }

  private static boolean fits(WeightSpec spec, WeightTensor tensor) {
    return tensor != null && Arrays.equals(spec.shape(), tensor.shape());
  }

  /** The file of {@link #predictions}. */
  public Path predictionsFile(Split split) {
    return path.resolve("predictions").resolve(split.text() + ".csv");
  }

  Path recordFile() {
    return path.resolve("run.json");
  }

  Path historyFile() {
    return path.resolve("history.csv");
  }

  Path eventsFolder() {
    return path.resolve("events");
  }

  Path reportFile() {
    return path.resolve("report").resolve("index.html");
  }

  /** The page of one split. */
  public Path reportFile(Split split) {
    return path.resolve("report").resolve(split.text() + ".html");
  }

  /** What training images look like to the network; written as a run starts. */
  Path augmentationFile() {
    return reportFile().resolveSibling("augmentation.png");
  }

  Path bestCheckpoint() {
    return path.resolve("checkpoints").resolve("best");
  }

  Path lastCheckpoint() {
    return path.resolve("checkpoints").resolve("last");
  }

  /** Whether there is a checkpoint to go on from. */
  public boolean resumable() {
    return exists() && Checkpoint.exists(lastCheckpoint());
  }

  /** Deletes what a complete run no longer needs: all of its checkpoints but the best weights. */
  public void dropCheckpoint() {
    try {
      Durable.delete(lastCheckpoint());
      Files.deleteIfExists(bestCheckpoint().resolve(Checkpoint.OPTIMIZER));
    } catch (IOException e) {
      throw Durable.cannotWrite(lastCheckpoint(), e);
    }
  }

  void write(RunRecord record) {
    Durable.write(recordFile(), Json.write(record).getBytes(StandardCharsets.UTF_8));
  }
}
