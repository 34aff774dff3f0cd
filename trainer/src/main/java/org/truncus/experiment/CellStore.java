package org.truncus.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.truncus.json.Json;
import org.truncus.problem.InvalidInputException;
import org.truncus.train.Durable;
import org.truncus.train.RunFolder;
import org.truncus.train.RunRecord;
import org.truncus.train.RunStatus;

/**
 * The cells of an experiment on disk: {@code DIR/cells/<id>/} is a run folder each, with {@code
 * failure.json} where a run failed.
 *
 * @param folder DIR
 */
public record CellStore(Path folder) {

  private static final String FAILURE = "failure.json";

  /** The run folder of a cell, there or not. */
  public RunFolder run(Cell cell) {
    return new RunFolder(folder.resolve("cells").resolve(cell.id()));
  }

  /**
   * The result of a cell; empty where it isn't finished.
   *
   * @throws InvalidInputException where the folder holds a run of something else
   */
  public Optional<CellResult> result(Cell cell) {
    RunFolder run = run(cell);
    if (!run.exists()) {
      return Optional.empty();
    }
    RunRecord record = run.record();
    checkSame(cell, run, record);
    return record.status() == RunStatus.COMPLETED
        ? Optional.of(new CellResult(cell, record, run))
        : Optional.empty();
  }

  /** Why a cell failed the last time it was tried; empty where it didn't. */
  public Optional<CellOutcome.Failed> failure(Cell cell) {
    Path file = run(cell).path().resolve(FAILURE);
    return Files.exists(file)
        ? Optional.of(Json.read(file, CellOutcome.Failed.class))
        : Optional.empty();
  }

  /** Notes how work on a cell ended; only failures leave a trace beside the run. */
  void note(Cell cell, CellOutcome outcome) {
    Path file = run(cell).path().resolve(FAILURE);
    if (outcome instanceof CellOutcome.Failed failed) {
      Durable.write(file, Json.write(failed).getBytes(StandardCharsets.UTF_8));
      return;
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Durable.cannotWrite(file, e);
    }
  }

  private static void checkSame(Cell cell, RunFolder run, RunRecord record) {
    RunRecord.Weights weights = record.weights();
    String found =
        CellId.of(
            record.config().toBuilder()
                .input(input -> input.channels(cell.config().input().channels()))
                .build(),
            record.data().sha256(),
            weights == null ? null : weights.sha256());
    if (!found.equals(cell.id())) {
      throw new InvalidInputException(
          run.path()
              + ": holds a run with other settings than its name says: another version of Truncus"
              + " with other defaults wrote it, or it was changed. Move it away, or take another"
              + " --out.");
    }
  }
}
