package org.truncus.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.truncus.image.ImageReader;
import org.truncus.model.ModelPackage;
import org.truncus.model.ModelRunner;
import org.truncus.model.PackageManifest;
import org.truncus.model.Scores;
import org.truncus.problem.TruncusException;
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
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Option(names = "--model", paramLabel = "MODEL", required = true, description = "The package.")
  private Path model;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Images.")
  private List<Path> files;

  /**
   * What became of one file.
   *
   * @param labels empty where there is an error
   * @param error why the file has no scores; null where it has
   */
  record FileScores(String file, List<LabelScore> labels, String error) {}

  /**
   * One finding.
   *
   * @param decision whether the probability reaches the threshold; null without an operating point
   */
  record LabelScore(String label, double probability, Double threshold, Boolean decision) {}

  @Override
  public Integer call() {
    ModelPackage opened = ModelPackage.open(model);
    List<FileScores> rows = new ArrayList<>();
    Progress progress = common.progress();
    try (ModelRunner runner = ModelRunner.load(opened, compute.options());
        Progress.Task task = progress.begin("images", files.size())) {
      for (Path file : files) {
        rows.add(row(runner, file));
        task.at(rows.size(), "");
      }
    }
    json.print(spec, rows, () -> text(rows));
    long failed = rows.stream().filter(row -> row.error() != null).count();
    if (failed == 0) {
      return ExitCode.OK;
    }
    return failed == rows.size() ? ExitCode.INVALID_INPUT : ExitCode.PARTLY_DONE;
  }

  private static FileScores row(ModelRunner runner, Path file) {
    PackageManifest manifest = runner.model().manifest();
    try {
      Scores scores = runner.score(new ImageReader(manifest.input().pixels()).read(file).image());
      List<LabelScore> labels = new ArrayList<>();
      for (int i = 0; i < manifest.labels().size(); i++) {
        String label = manifest.labels().get(i);
        double probability = scores.probabilities()[i];
        Double threshold =
            manifest.operatingPoint(label).map(point -> point.threshold()).orElse(null);
        labels.add(
            new LabelScore(
                label,
                probability,
                threshold,
                threshold == null ? null : probability >= threshold));
      }
      return new FileScores(file.toString(), labels, null);
    } catch (TruncusException e) {
      return new FileScores(file.toString(), List.of(), e.getMessage());
    }
  }

  private static String text(List<FileScores> rows) {
    StringBuilder text = new StringBuilder();
    for (FileScores row : rows) {
      text.append(row.file()).append('\n');
      if (row.error() != null) {
        text.append("  ").append(row.error()).append('\n');
      }
      for (LabelScore score : row.labels()) {
        text.append(String.format(Locale.ROOT, "  %-24s %.4f", score.label(), score.probability()));
        if (score.threshold() != null) {
          text.append(
              String.format(
                  Locale.ROOT,
                  "  %s at %.4f",
                  score.decision() ? "positive" : "negative",
                  score.threshold()));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }
}
