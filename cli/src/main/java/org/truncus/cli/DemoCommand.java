package org.truncus.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.truncus.problem.EnvironmentException;
import org.truncus.problem.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code truncus demo}: the whole way on synthetic radiographs. */
@Command(
    name = "demo",
    description =
        "Goes the whole way on synthetic radiographs: makes them, trains a truncated network,"
            + " exports and validates it, serves it, sends a study by C-STORE and prints the report"
            + " that comes back.",
    headerHeading = "Examples:%n",
    header = {"  truncus demo", "  truncus demo --dir /tmp/demo%n"})
final class DemoCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Where to keep everything: a new or empty folder (default: demo).")
  private Path dir = Path.of("demo");

  @Override
  public Integer call() throws InterruptedException {
    prepare();
    try (Demo demo = new Demo(dir, spec.commandLine().getOut(), common.progress())) {
      demo.run();
    } catch (IOException e) {
      throw new EnvironmentException(dir + ": can't be written: " + e.getMessage(), e);
    }
    return ExitCode.OK;
  }

  private void prepare() {
    try {
      Files.createDirectories(dir);
      try (var entries = Files.list(dir)) {
        if (entries.findAny().isPresent()) {
          throw new UsageException(
              dir + ": is not empty; remove it or name another folder with --dir");
        }
      }
    } catch (IOException e) {
      throw new EnvironmentException(dir + ": can't be made: " + e.getMessage(), e);
    }
  }
}
