package org.truncus.experiment;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.truncus.problem.EnvironmentException;

/** A worker process, seen from the experiment. */
final class WorkerProcess implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final WorkerChannel channel;

  WorkerProcess(Process process, WorkerMessage.Setup setup) {
    this.process = process;
    this.channel = new WorkerChannel(process.getInputStream(), process.getOutputStream());
    channel.send(setup);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Lets it run a cell and waits for the end.
   *
   * @param told is told where the cell stands
   * @return how it ended; empty where the process died
   * @throws EnvironmentException where the worker can't write
   */
  Optional<CellOutcome> run(Cell cell, Consumer<String> told) {
    channel.send(new WorkerMessage.Run(cell));
    for (Optional<WorkerMessage> message = channel.receive();
        message.isPresent();
        message = channel.receive()) {
      if (message.get() instanceof WorkerMessage.At at) {
        told.accept(at.text());
      } else if (message.get() instanceof WorkerMessage.Ended ended) {
        return Optional.of(ended.outcome());
      } else if (message.get() instanceof WorkerMessage.Broken broken) {
        throw new EnvironmentException(broken.reason());
      }
    }
    return Optional.empty();
  }

  /** Asks it to stop after its batch. */
  void stop() {
    channel.send(new WorkerMessage.Stop());
  }

  /** What the process ended with; -1 where it hasn't. */
  int exitCode() {
    return ended() ? process.exitValue() : -1;
  }

  private boolean ended() {
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends the process, after the batch under way. */
  @Override
  public void close() {
    channel.close();
    if (!ended()) {
      process.destroyForcibly();
    }
  }
}
