package org.truncus.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.truncus.problem.UsageException;
import org.truncus.progress.Interrupts;
import org.truncus.progress.StopSignal;
import org.truncus.train.RunFolder;
import org.truncus.train.RunRecord;
import org.truncus.train.RunStatus;
import org.truncus.train.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code truncus train}: one training run. */
@Command(
    name = "train",
    description = "Trains a network on a list of images and writes a run folder.",
    customSynopsis = {
      "truncus train --list CSV --out RUN [OPTIONS]",
      "       truncus train --out RUN --resume"
    },
    sortOptions = false,
    headerHeading = "Examples:%n",
    header = {
      "  truncus train --list list.csv --out runs/a --backbone mobilenet-v1-1.0 --strategy"
          + " truncated --cut L6 --weights mobilenet.h5",
      "  truncus train --list list.csv --out runs/b --backbone resnet50 --strategy scratch --cut"
          + " B2",
      "  truncus train --out runs/a --resume%n"
    })
final class TrainCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private TrainingOptions options;
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Option(names = "--list", paramLabel = "CSV", description = "The list of images.")
  private Path list;

  @Option(
      names = "--out",
      paramLabel = "RUN",
      required = true,
      description = "The run folder: new, or that of a stopped run with --resume.")
  private Path out;

  @Option(names = "--resume", description = "Go on with the run in --out where it stopped.")
  private boolean resume;

  @SuppressWarnings("UnusedVariable") // ConfigFile finds the file among the arguments
  @Mixin
  private ConfigOption config;

  @Override
  public Integer call() {
    StopSignal stop = new StopSignal();
    Interrupts.stopOnSignal(
        stop, "truncus: finishing the batch and saving; press Ctrl-C again to stop at once");
    RunRecord run = training(stop).run();
    json.print(spec, run, () -> RunText.of(run, out));
    if (run.status() == RunStatus.STOPPED) {
      spec.commandLine().getErr().println("Go on with: truncus train --out " + out + " --resume");
      return ExitCode.INTERRUPTED;
    }
    spec.commandLine()
        .getErr()
        .println("Next: truncus export --run " + out + " --models models --name NAME");
    return ExitCode.OK;
  }

  private Training training(StopSignal stop) {
    boolean exists = new RunFolder(out).exists();
    if (resume) {
      if (!exists) {
        throw new UsageException(out + ": there is no run to resume; leave --resume out");
      }
      return Training.resume(out, common.progress(), stop, Clock.systemUTC());
    }
    if (exists) {
      throw new UsageException(
          out + ": there is a run already; go on with it (--resume) or name another folder");
    }
    if (list == null) {
      throw new UsageException("--list is missing: the CSV list of images to learn from");
    }
    return new Training(options.config(list), out, common.progress(), stop, Clock.systemUTC());
  }
}
