package org.truncus.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.truncus.list.Split;
import org.truncus.train.Evaluation;
import org.truncus.train.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code truncus evaluate}: the metrics of a run on a split. */
@Command(
    name = "evaluate",
    description = {
      "Predicts a split with a run's best weights and gives its metrics.",
      "Writes the page of the split, RUN/report/SPLIT.html."
    },
    headerHeading = "Examples:%n",
    header = {
      "  truncus evaluate --run runs/a",
      "  truncus evaluate --run runs/a --split val --predictions val.csv%n"
    })
final class EvaluateCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private JsonOption json;
  @Mixin private ComputeOptions compute;
  @Spec private CommandSpec spec;

  @Option(names = "--run", paramLabel = "RUN", required = true, description = "The run folder.")
  private Path run;

  @Option(
      names = "--split",
      paramLabel = "train|val|test",
      defaultValue = "test",
      description = "Default: ${DEFAULT-VALUE}.")
  private Split split;

  @Option(
      names = "--predictions",
      paramLabel = "CSV",
      description = "Also write the predictions there.")
  private Path predictions;

  @Override
  public Integer call() {
    Evaluation evaluation =
        Evaluation.reported(new RunFolder(run), split, compute.options(), common.progress());
    if (predictions != null) {
      evaluation.predictions().write(predictions);
    }
    json.print(spec, evaluation.metrics(), () -> RunText.of(split.text(), evaluation.metrics()));
    return ExitCode.OK;
  }
}
