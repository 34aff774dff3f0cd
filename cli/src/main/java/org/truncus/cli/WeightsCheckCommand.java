package org.truncus.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.truncus.net.Backbone;
import org.truncus.net.WeightCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code truncus weights check}: how a weight file fills a network. */
@Command(
    name = "check",
    description = {
      "Fills a network from a weight file and prints the map, tensor by tensor.",
      "Where the file is known or carries activations, the network is run and compared with them;"
          + " exit code 4 where they differ."
    },
    headerHeading = "Examples:%n",
    header = {
      "  truncus weights check resnet50-0676ba61.pth --backbone resnet50",
      "  truncus weights check mobilenet.h5 --backbone mobilenet-v1-1.0 --cut L6 --json%n"
    })
final class WeightsCheckCommand implements Callable<Integer> {

  @SuppressWarnings("UnusedVariable") // gives the command its --help and --debug
  @Mixin
  private CommonOptions common;

  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE|RUN", description = WeightsInspectCommand.FILES)
  private Path file;

  @Option(
      names = "--backbone",
      paramLabel = "NAME",
      required = true,
      description = "The network to fill.")
  private String backbone;

  @Option(
      names = "--cut",
      paramLabel = "CUT",
      defaultValue = Backbone.FULL,
      description = "Where the network ends (default: ${DEFAULT-VALUE}).")
  private String cut;

  @Override
  public Integer call() {
    WeightCheck check = WeightCheck.of(file, backbone, cut);
    json.print(spec, check, check::text);
    return check.passed() ? ExitCode.OK : ExitCode.REQUIREMENT_NOT_MET;
  }
}
