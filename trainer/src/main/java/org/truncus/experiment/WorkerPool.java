package org.truncus.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.truncus.problem.EnvironmentException;
import org.truncus.progress.StopSignal;
import org.truncus.train.RunOptions;

/** Runs cells in worker processes, each of which takes the next one as it is free. */
final class WorkerPool implements CellRunner {

  private static final long LOOK_MILLIS = 100;

  private final CellStore store;
  private final RunOptions options;
  private final int workers;
  private final GpuDevices devices;
  private final WorkerLauncher launcher;

  /**
   * A pool.
   *
   * @param workers how many processes; the cores are divided among them where a cell doesn't say
   * @param devices the GPUs to hand out
   */
  WorkerPool(
      CellStore store,
      RunOptions options,
      int workers,
      GpuDevices devices,
      WorkerLauncher launcher) {
    this.store = store;
    this.options = options;
    this.workers = workers;
    this.devices = devices;
    this.launcher = launcher;
  }

  /** What the workers of one run share. */
  private static final class Work {

    final Queue<Cell> left;
    final CellListener listener;
    final Map<Cell, CellOutcome> outcomes = Collections.synchronizedMap(new LinkedHashMap<>());
    final StopSignal stop = new StopSignal();
    final List<WorkerProcess> processes = Collections.synchronizedList(new ArrayList<>());
    volatile EnvironmentException broken;

    Work(List<Cell> cells, CellListener listener) {
      this.left = new ConcurrentLinkedQueue<>(cells);
      this.listener = listener;
    }

    synchronized void started(Cell cell) {
      listener.started(cell);
    }

    synchronized void at(Cell cell, String text) {
      listener.at(cell, text);
    }

    synchronized void ended(Cell cell, CellOutcome outcome) {
      outcomes.put(cell, outcome);
      listener.ended(cell, outcome);
    }

    /** The disk is full for all. */
    void broken(EnvironmentException e) {
      broken = e;
      stop();
    }

    void stop() {
      stop.ask();
      synchronized (processes) {
        processes.forEach(WorkerProcess::stop);
      }
    }
  }

  @Override
  public Map<Cell, CellOutcome> run(List<Cell> cells, CellListener listener, StopSignal stop) {
    Work work = new Work(cells, listener);
    int count = Math.max(1, Math.min(workers, cells.size()));
    ExecutorService threads = Executors.newFixedThreadPool(count);
    for (int i = 0; i < count; i++) {
      int worker = i;
      threads.execute(() -> work(worker, work));
    }
    threads.shutdown();
    await(threads, work, stop);
    if (work.broken != null) {
      throw work.broken;
    }
    return work.outcomes;
  }

  private static void await(ExecutorService threads, Work work, StopSignal stop) {
    try {
      while (!threads.awaitTermination(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (stop.asked() && !work.stop.asked()) {
          work.stop();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      work.stop();
    }
  }

  private void work(int worker, Work work) {
    WorkerProcess process = null;
    try {
      for (Cell cell = next(work); cell != null; cell = next(work)) {
        if (process == null || !process.isAlive()) {
          process = start(worker, work);
        }
        work.started(cell);
        work.ended(cell, outcome(process, cell, work));
      }
    } catch (EnvironmentException e) {
      work.broken(e);
    } finally {
      if (process != null) {
        process.close();
      }
    }
  }

  private static Cell next(Work work) {
    return work.stop.asked() ? null : work.left.poll();
  }

  private WorkerProcess start(int worker, Work work) {
    int cores = Runtime.getRuntime().availableProcessors();
    WorkerProcess process =
        new WorkerProcess(
            launcher.start(
                store.folder().resolve("logs").resolve("worker-" + (worker + 1) + ".log"),
                devices.environment(worker, workers)),
            new WorkerMessage.Setup(store.folder(), options, Math.max(1, cores / workers)));
    work.processes.add(process);
    if (work.stop.asked()) {
      process.stop();
    }
    return process;
  }

  private CellOutcome outcome(WorkerProcess process, Cell cell, Work work) {
    Optional<CellOutcome> told = process.run(cell, text -> work.at(cell, text));
    if (told.isPresent()) {
      return told.get();
    }
    if (work.stop.asked()) {
      return new CellOutcome.Stopped();
    }
    CellOutcome.Failed failed =
        new CellOutcome.Failed(
            "its worker process ended with code "
                + process.exitCode()
                + "; see "
                + store.folder().resolve("logs")
                + ". Where the system was short of memory, use fewer --workers",
            false);
    store.note(cell, failed);
    return failed;
  }
}
