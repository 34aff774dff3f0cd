package org.truncus.validate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.truncus.list.ListRow;
import org.truncus.metric.PatientBootstrap;
import org.truncus.model.ModelPackage;
import org.truncus.net.ExecutionOptions;

/** What else is to be scored on the same rows, opened and checked before anything is scored. */
final class RivalRuns {

  private final ModelPackage model;
  private final TestRows tested;
  private final ValidationOptions options;
  private final List<Run> runs = new ArrayList<>();

  /**
   * One more scoring.
   *
   * @param images the list they are of, where it is another one; empty otherwise
   */
  record Run(
      RivalResult.Kind kind,
      String name,
      ModelPackage model,
      List<ListRow> rows,
      ExecutionOptions execution,
      String images) {}

  /**
   * Plans them.
   *
   * @param others the packages of {@link ValidationOptions.Rivals#models}, opened
   */
  RivalRuns(
      ModelPackage model,
      List<ModelPackage> others,
      TestRows tested,
      Path list,
      ValidationOptions options) {
    this.model = model;
    this.tested = tested;
    this.options = options;
    ValidationOptions.Rivals rivals = options.rivals();
    for (ModelPackage opened : others) {
      ValidationOptions same = options.withSplit(tested.split());
      List<ListRow> rows = TestRows.read(list, same, opened.manifest()).rows();
      runs.add(new Run(RivalResult.Kind.MODEL, opened.id(), opened, rows, options.execution(), ""));
    }
    if (rivals.list() != null) {
      runs.add(
          new Run(
              RivalResult.Kind.IMAGES,
              "images of " + rivals.list().getFileName(),
              model,
              tested.withImagesOf(rivals.list(), rivals.by()),
              options.execution(),
              rivals.list().toString()));
    }
    for (ExecutionOptions.Precision precision : rivals.precisions()) {
      ExecutionOptions execution =
          new ExecutionOptions(
              options.execution().device(), options.execution().threads(), precision);
      String name = precision.name().toLowerCase(Locale.ROOT);
      runs.add(new Run(RivalResult.Kind.PRECISION, name, model, tested.rows(), execution, ""));
    }
  }

  /**
   * Scores them all and compares each with the first.
   *
   * @param score scores one
   */
  List<RivalResult> compare(Scoring.Result first, Function<Run, Scoring.Result> score) {
    PatientBootstrap bootstrap = new PatientBootstrap(options.replicates(), options.seed());
    List<RivalResult> results = new ArrayList<>();
    for (Run run : runs) {
      RivalComparison comparison =
          new RivalComparison(model.manifest(), run.model().manifest(), bootstrap);
      results.add(
          comparison.compare(
              run.kind(),
              run.name(),
              run.kind() == RivalResult.Kind.MODEL ? run.model().sha256() : "",
              first,
              score.apply(run),
              tested.labels()));
    }
    return results;
  }
}
