package org.truncus.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.truncus.model.FilePrediction;
import org.truncus.model.FilePredictor;
import org.truncus.model.ModelPackage;
import org.truncus.model.ModelRunner;
import org.truncus.progress.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code truncus predict}: calibrated probabilities and decisions for files. */
@Command(
    name = "predict",
    description = "Gives calibrated probabilities and decisions for image or DICOM files.",
    headerHeading = "Examples:%n",
    header = {"  truncus predict --model models/chest image.png study/*.dcm%n"})
final class PredictCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private ComputeOptions compute;
  @Mixin private TrustOptions trust;
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Option(names = "--model", paramLabel = "MODEL", required = true, description = "The package.")
  private Path model;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Images.")
  private List<Path> files;

  @Override
  public Integer call() {
    ModelPackage opened = ModelPackage.open(model, trust.trust());
    List<FilePrediction> rows = new ArrayList<>();
    Progress progress = common.progress();
    try (ModelRunner runner = ModelRunner.load(opened, compute.options());
        Progress.Task task = progress.begin("images", files.size())) {
      FilePredictor predictor = new FilePredictor(runner);
      for (Path file : files) {
        rows.add(predictor.predict(file));
        task.at(rows.size(), "");
      }
    }
    json.print(spec, rows, () -> text(rows));
    long failed = rows.stream().filter(row -> !row.scored()).count();
    if (failed == 0) {
      return ExitCode.OK;
    }
    return failed == rows.size() ? ExitCode.INVALID_INPUT : ExitCode.PARTLY_DONE;
  }

  private static String text(List<FilePrediction> rows) {
    StringBuilder text = new StringBuilder();
    for (FilePrediction row : rows) {
      text.append(row.file()).append('\n');
      if (!row.scored()) {
        text.append("  ").append(row.error()).append('\n');
      }
      for (FilePrediction.LabelPrediction score : row.labels()) {
        text.append(String.format(Locale.ROOT, "  %-24s %.4f", score.label(), score.probability()));
        if (score.threshold() != null) {
          text.append(
              String.format(
                  Locale.ROOT,
                  "  %s at %.4f",
                  score.decision().name().toLowerCase(Locale.ROOT),
                  score.threshold()));
        }
        text.append(score.calibrated() ? "\n" : "  (score, not a probability)\n");
      }
    }
    return text.toString();
  }
}
