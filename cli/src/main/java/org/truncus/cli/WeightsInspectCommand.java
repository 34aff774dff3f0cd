package org.truncus.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.truncus.weights.FileSummary;
import org.truncus.weights.WeightFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code truncus weights inspect}: what a weight file holds. */
@Command(
    name = "inspect",
    description = "Says what a weight file holds: format, network, tensors.",
    headerHeading = "Examples:%n",
    header = {
      "  truncus weights inspect resnet50_weights_tf_dim_ordering_tf_kernels_notop.h5",
      "  truncus weights inspect runs/a --json%n"
    })
final class WeightsInspectCommand implements Callable<Integer> {

  /** What the parameter of all these commands takes. */
  static final String FILES =
      "A weight file (.h5, .weights.h5, .keras, model.json, .safetensors, .pth, .npz), or the"
          + " folder of a run, a package or a TensorFlow.js model.";

  @SuppressWarnings("UnusedVariable") // gives the command its --help and --debug
  @Mixin
  private CommonOptions common;

  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE|RUN", description = FILES)
  private Path file;

  @Override
  public Integer call() {
    FileSummary summary = FileSummary.of(WeightFiles.open(file));
    json.print(spec, summary, summary::text);
    return ExitCode.OK;
  }
}
