package org.truncus.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.truncus.model.Inspection;
import org.truncus.model.ModelPackage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code truncus inspect}: a package in short. */
@Command(
    name = "inspect",
    description = "Checks a model package's digests and signature and shows what it is.",
    headerHeading = "Examples:%n",
    header = {
      "  truncus inspect models/chest/1",
      "  truncus inspect models/chest --json",
      "  truncus inspect models/chest --replay --require-signature maker.pub.pem%n"
    })
final class InspectCommand implements Callable<Integer> {

  @SuppressWarnings("UnusedVariable") // gives the command its --help and --debug
  @Mixin
  private CommonOptions common;

  @Mixin private JsonOption json;
  @Mixin private TrustOptions trust;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      description = "The folder of a version, or of a model: its latest version.")
  private Path model;

  @Option(
      names = "--replay",
      description = "Loads the graph too and replays the golden vectors, as every loader does.")
  private boolean replay;

  @Override
  public Integer call() {
    Inspection inspection = Inspection.of(ModelPackage.open(model, trust.trust()), replay);
    json.print(spec, inspection, inspection::text);
    return ExitCode.OK;
  }
}
