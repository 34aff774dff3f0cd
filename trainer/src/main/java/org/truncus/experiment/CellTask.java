package org.truncus.experiment;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.truncus.net.ConvolutionCheck;
import org.truncus.problem.EnvironmentException;
import org.truncus.problem.TruncusException;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;
import org.truncus.train.RunFolder;
import org.truncus.train.RunOptions;
import org.truncus.train.RunRecord;
import org.truncus.train.RunStatus;
import org.truncus.train.Training;

/**
 * Trains cells one after another in this process, each from where it stands. What one run found out
 * about the machine the next ones rely on.
 */
final class CellTask {

  /** An orphan of a killed process ends after its batch. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final CellStore store;
  private final RunOptions options;
  private final int threads;
  private final Clock clock;
  private final ConvolutionCheck check = new ConvolutionCheck();

  /**
   * Work in a store.
   *
   * @param threads that compute where a cell doesn't say; 0 for all cores
   */
  CellTask(CellStore store, RunOptions options, int threads, Clock clock) {
    this.store = store;
    this.options = options;
    this.threads = threads;
    this.clock = clock;
  }

  /**
   * Runs a cell, or goes on with it.
   *
   * @return done, stopped, or failed with the reason
   * @throws EnvironmentException where the disk is full or can't be written: no other cell would
   *     fare better
   */
  CellOutcome run(Cell cell, Progress progress, StopSignal stop) {
    try (CellLock lock = CellLock.take(store.run(cell).path(), PATIENCE, stop)) {
      CellOutcome outcome = outcome(cell, progress, stop);
      store.note(cell, outcome);
      return outcome;
    }
  }

  private CellOutcome outcome(Cell cell, Progress progress, StopSignal stop) {
    try {
      if (store.result(cell).isPresent()) {
        return new CellOutcome.Done();
      }
      RunRecord record = training(cell, progress, stop).with(options).with(check).run();
      return record.status() == RunStatus.COMPLETED
          ? new CellOutcome.Done()
          : new CellOutcome.Stopped();
    } catch (EnvironmentException e) {
      if (e.getCause() instanceof IOException) {
        throw e;
      }
      return new CellOutcome.Failed(e.getMessage(), false);
    } catch (TruncusException e) {
      return new CellOutcome.Failed(e.getMessage(), true);
    } catch (RuntimeException e) {
      return new CellOutcome.Failed("an error that should not happen: " + e, false);
    }
  }

  private Training training(Cell cell, Progress progress, StopSignal stop) {
    RunFolder run = store.run(cell);
    if (run.resumable()) {
      return Training.resume(run.path(), cell.config(), progress, stop, clock);
    }
    boolean open = cell.config().compute().threads() == 0 && threads > 0;
    return new Training(
        open
            ? cell.config().toBuilder().compute(compute -> compute.threads(threads)).build()
            : cell.config(),
        run.path(),
        progress,
        stop,
        clock);
  }
}
