package org.truncus.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.truncus.experiment.Cell;
import org.truncus.experiment.CellListener;
import org.truncus.experiment.CellRunner;
import org.truncus.experiment.Experiment;
import org.truncus.experiment.ExperimentProgress;
import org.truncus.experiment.ExperimentRecord;
import org.truncus.experiment.GpuDevices;
import org.truncus.problem.UsageException;
import org.truncus.progress.Interrupts;
import org.truncus.progress.StopSignal;
import org.truncus.train.RunOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code truncus experiment}: many runs, compared. */
@Command(
    name = "experiment",
    description = {
      "Trains every cell of a grid of settings and compares the results.",
      "What is finished is never run again: the same command goes on after any interruption.",
      "Keys of the specification are the options of train; docs/how-to/experiment.md explains it."
    },
    sortOptions = false,
    headerHeading = "Examples:%n",
    header = {
      "  truncus experiment compare.yaml --out results --dry-run   what would be run",
      "  truncus experiment compare.yaml --out results             run it, or go on with it",
      "  truncus experiment compare.yaml --out results --workers 4%n"
    })
final class ExperimentCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SPEC.yaml", description = "What to compare.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the runs and results: new, or one to go on with.")
  private Path out;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Processes that train at a time; cores and GPUs are divided among them (default:"
              + " ${DEFAULT-VALUE}).")
  private int workers;

  @Option(names = "--dry-run", description = "Only print the cells, with what is done of them.")
  private boolean dryRun;

  @Option(names = "--report-only", description = "Run nothing; write the results of what is done.")
  private boolean reportOnly;

  @Option(
      names = "--reports",
      description = "Also write the page of every run, which takes a while for small ones.")
  private boolean reports;

  @Option(
      names = "--retry-failed",
      description = "Also try cells again that failed for a reason that should recur.")
  private boolean retryFailed;

  @Override
  public Integer call() {
    if (workers < 1) {
      throw new UsageException("--workers: found " + workers + ", expected 1 or more");
    }
    Experiment experiment = Experiment.read(file, out, new TrainOptionSettings());
    if (dryRun) {
      json.print(spec, experiment.record(), () -> ExperimentText.cells(experiment.record()));
      return ExitCode.OK;
    }
    StopSignal stop = new StopSignal();
    List<Cell> left = reportOnly ? List.of() : experiment.left(retryFailed);
    ExperimentRecord record = run(experiment, left, stop);
    if (!stop.asked()) {
      experiment.report();
    }
    json.print(spec, record, () -> ExperimentText.of(record, out));
    return exitCode(record, stop);
  }

  private ExperimentRecord run(Experiment experiment, List<Cell> left, StopSignal stop) {
    Interrupts.stopOnSignal(
        stop,
        "truncus: finishing the batch of every running cell and saving; the same command goes on."
            + " Press Ctrl-C again to stop at once");
    RunOptions options = RunOptions.lean().withReport(reports);
    CellRunner runner =
        workers == 1
            ? CellRunner.here(experiment.store(), options, Clock.systemUTC())
            : CellRunner.inProcesses(
                experiment.store(), options, workers, GpuDevices.ofThisMachine());
    if (common.quiet()) {
      return experiment.run(runner, left, CellListener.silent(), stop);
    }
    ExperimentProgress progress =
        new ExperimentProgress(
            new PrintStream(CommonOptions.stderr(), true, StandardCharsets.UTF_8),
            CommonOptions.terminal(),
            Clock.systemUTC(),
            experiment,
            left);
    try {
      return experiment.run(runner, left, progress, stop);
    } finally {
      progress.close();
    }
  }

  private int exitCode(ExperimentRecord record, StopSignal stop) {
    if (stop.asked()) {
      spec.commandLine()
          .getErr()
          .println("Go on with: truncus experiment " + file + " --out " + out);
      return ExitCode.INTERRUPTED;
    }
    return record.failed() > 0 ? ExitCode.PARTLY_DONE : ExitCode.OK;
  }
}
