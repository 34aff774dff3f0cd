package org.truncus.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.truncus.evaluate.LabelValue;
import org.truncus.evaluate.MetricsFolder;
import org.truncus.evaluate.MetricsOptions;
import org.truncus.evaluate.MetricsReport;
import org.truncus.evaluate.ScoreEvaluation;
import org.truncus.list.ScoreTable;
import org.truncus.list.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code truncus metrics}: the metrics of a file of scores, whoever made it. */
@Command(
    name = "metrics",
    description = {
      "Measures a file of predictions: AUROC, average precision, decisions at thresholds, each with"
          + " its interval; alone or beside a second model.",
      "The file has, for each label, <label>.target (1, 0 or blank) and <label>.probability,"
          + " <label>.logit or <label>.score; patient_id and image where there are any."
    },
    headerHeading = "Examples:%n",
    header = {
      "  truncus metrics runs/a/predictions/test.csv",
      "  truncus metrics theirs.csv --threshold 0.3 --prevalence 0.02 --out report",
      "  truncus metrics a.csv --compare b.csv --out comparison%n"
    })
final class MetricsCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PREDICTIONS.csv", description = "The file.")
  private Path predictions;

  @Option(
      names = "--compare",
      paramLabel = "CSV",
      description = "A second model's predictions of the same images.")
  private Path other;

  @Option(
      names = "--threshold",
      paramLabel = "T|LABEL=T",
      description =
          "A score at or above it is called positive; repeatable. Default: 0.5 for probabilities.")
  private List<String> thresholds = List.of();

  @Option(
      names = "--prevalence",
      paramLabel = "P|LABEL=P",
      description = "How frequent the finding is elsewhere, for PPV and NPV there; repeatable.")
  private List<String> prevalence = List.of();

  @Option(
      names = "--task",
      paramLabel = "multilabel|multiclass",
      description =
          "Findings of their own, or classes of one softmax. Default: told from the file.")
  private Task task;

  @Option(
      names = "--replicates",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Of the bootstrap of patients (default: ${DEFAULT-VALUE}).")
  private int replicates;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the bootstrap (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where index.html, metrics.json, metrics.csv and plots go.")
  private Path out;

  @Override
  public Integer call() {
    MetricsOptions options =
        new MetricsOptions(
            task,
            thresholds.stream().map(text -> LabelValue.parse("--threshold", text)).toList(),
            prevalence.stream().map(text -> LabelValue.parse("--prevalence", text)).toList(),
            replicates,
            seed);
    ScoreTable table = ScoreTable.read(predictions);
    ScoreTable second = other == null ? null : ScoreTable.read(other);
    MetricsReport report = ScoreEvaluation.of(table, second, options, common.progress());
    if (out != null) {
      new MetricsFolder(out).write(report);
    }
    json.print(spec, MetricsFolder.document(report), () -> MetricsText.of(report, out));
    return ExitCode.OK;
  }
}
