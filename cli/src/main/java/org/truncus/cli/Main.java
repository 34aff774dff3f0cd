package org.truncus.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.truncus.problem.TruncusException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code truncus}: the command that holds the others. */
@Command(
    name = "truncus",
    description = {
      "Fine-tunes full and truncated image networks for medical image classification, packs them"
          + " with their preprocessing and calibration, and serves them over DICOM.",
      "Not a medical device: for research and evaluation."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    headerHeading = "Examples:%n",
    header = {
      "  truncus demo                                     the whole way on synthetic radiographs",
      "  truncus train --list list.csv --out runs/first   train a network on your own list",
      "  truncus gateway --model models/chest/1           serve a model to modalities and PACS%n"
    },
    footer = {
      "%nExit codes: 0 ok, 1 bug, 2 usage, 3 input data invalid, 4 requirement not met,"
          + " 5 partly done, 6 environment, 130 interrupted.",
      "'truncus COMMAND --help' explains a command."
    },
    subcommands = {
      DemoCommand.class,
      PhantomCommand.class,
      ListCommand.class,
      WeightsCommand.class,
      TrainCommand.class,
      ExperimentCommand.class,
      EvaluateCommand.class,
      MetricsCommand.class,
      SearchCommand.class,
      ReuseCommand.class,
      ExportCommand.class,
      InspectCommand.class,
      KeysCommand.class,
      ValidateCommand.class,
      PredictCommand.class,
      RenderCommand.class,
      GatewayCommand.class,
      EchoCommand.class,
      SendCommand.class,
      DoctorCommand.class,
      CompletionCommand.class
    })
public final class Main implements Runnable {

  /** Commands whose options can stand in a YAML file; the gateway reads its own. */
  private static final Set<String> CONFIGURABLE = Set.of("train", "export", "search");

  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    int code =
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args);
    System.exit(code);
  }

  /**
   * Runs one command.
   *
   * @param out for the answer
   * @param err for everything else
   * @return the exit code
   */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line =
        new CommandLine(new Main())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true)
            .setUsageHelpLongOptionsMaxWidth(34)
            .setOverwrittenOptionsAllowed(true)
            .setExecutionExceptionHandler(new Failures())
            .setParameterExceptionHandler(new Misuse());
    GroupedHelp.install(line);
    try {
      if (args.length > 0 && CONFIGURABLE.contains(args[0])) {
        ConfigFile.apply(line.getSubcommands().get(args[0]), args);
      }
      return line.execute(args);
    } catch (TruncusException e) {
      err.println("truncus: " + e.getMessage());
      return e.exitCode();
    } finally {
      out.flush();
      err.flush();
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
