package org.truncus.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.truncus.net.WeightConversion;
import org.truncus.weights.source.ExportNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code truncus weights convert}: weights for other libraries. */
@Command(
    name = "convert",
    description =
        "Writes weights as safetensors with the names of Keras applications or torchvision, in the"
            + " form in which they compute the same there.",
    headerHeading = "Examples:%n",
    header = {
      "  truncus weights convert runs/a --to torchvision --out a.safetensors",
      "  truncus weights convert old.h5 --to keras --out new.safetensors%n"
    })
final class WeightsConvertCommand implements Callable<Integer> {

  @SuppressWarnings("UnusedVariable") // gives the command its --help and --debug
  @Mixin
  private CommonOptions common;

  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE|RUN", description = WeightsInspectCommand.FILES)
  private Path file;

  @Option(
      names = "--to",
      paramLabel = "keras|torchvision",
      required = true,
      description = "Whose names and layout.")
  private String names;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The new file, by convention with .safetensors at its end.")
  private Path target;

  @Option(
      names = "--backbone",
      paramLabel = "NAME",
      description = "The network (default: the one the file was made for).")
  private String backbone;

  @Override
  public Integer call() {
    WeightConversion done =
        WeightConversion.convert(file, backbone, ExportNames.named(names), target);
    json.print(spec, done, done::text);
    return ExitCode.OK;
  }
}
