package org.truncus.experiment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import org.truncus.train.RunOptions;

/** What an experiment and its worker processes tell each other: one line of JSON each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "message")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WorkerMessage.Setup.class, name = "setup"),
  @JsonSubTypes.Type(value = WorkerMessage.Run.class, name = "run"),
  @JsonSubTypes.Type(value = WorkerMessage.Stop.class, name = "stop"),
  @JsonSubTypes.Type(value = WorkerMessage.At.class, name = "at"),
  @JsonSubTypes.Type(value = WorkerMessage.Ended.class, name = "ended"),
  @JsonSubTypes.Type(value = WorkerMessage.Broken.class, name = "broken")
})
sealed interface WorkerMessage {

  /** To a worker, first: where and how to work. */
  record Setup(Path folder, RunOptions options, int threads) implements WorkerMessage {}

  /** To a worker: run this cell. */
  record Run(Cell cell) implements WorkerMessage {}

  /** To a worker: stop after the batch. The end of its input says the same. */
  record Stop() implements WorkerMessage {}

  /** From a worker: where its cell stands. */
  record At(String text) implements WorkerMessage {}

  /** From a worker: how its cell ended. */
  record Ended(CellOutcome outcome) implements WorkerMessage {}

  /** From a worker: the disk can't be written, and it ends. */
  record Broken(String reason) implements WorkerMessage {}
}
