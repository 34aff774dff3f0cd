package org.truncus.experiment;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.truncus.progress.StopSignal;
import org.truncus.train.RunOptions;

/**
 * Runs cells that have no result yet. What is finished stays finished, however the process ends;
 * what was broken off goes on from its last checkpoint with the same result as if it had not been.
 *
 * <p>For example, the whole of a small search:
 *
 * <pre>{@code
 * CellPlanner planner = new CellPlanner();
 * List<Cell> cells = cuts.stream().map(cut -> planner.cell(cut, Map.of("cut", cut), config(cut))).toList();
 * CellStore store = new CellStore(dir);
 * CellRunner.here(store, RunOptions.lean(), clock).run(cells, listener, stop);
 * double auprc = store.result(cells.get(0)).orElseThrow().metrics(Split.VAL).macro().auprc();
 * }</pre>
 *
 * <p>With {@link RunOptions#withPauseAfter} cells stop after an epoch ({@link
 * CellOutcome.Stopped}); {@code store.run(cell).record().best()} says how good they were by then,
 * and those worth it are gone on with by running them again with other options.
 */
public interface CellRunner {

  /**
   * Runs cells in their order.
   *
   * @param stop ends the running cells after their batch, with a checkpoint; no other is begun
   * @return how each of them ended; those that were never begun are missing
   * @throws org.truncus.problem.EnvironmentException where the disk is full; what is finished is
   *     kept
   */
  Map<Cell, CellOutcome> run(List<Cell> cells, CellListener listener, StopSignal stop);

  /** Runs them one at a time in this process. */
  static CellRunner here(CellStore store, RunOptions options, Clock clock) {
    return new LocalRunner(new CellTask(store, options, 0, clock));
  }

  /**
   * Runs them in worker processes, with the Java, the class path and the options of this one.
   *
   * @param workers how many; cores and GPUs are divided among them
   */
  static CellRunner inProcesses(
      CellStore store, RunOptions options, int workers, GpuDevices devices) {
    return new WorkerPool(store, options, workers, devices, WorkerLauncher.likeThisProcess());
  }
}
