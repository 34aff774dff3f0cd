package org.truncus.train;

import java.nio.file.Files;
import java.util.Arrays;
import org.truncus.list.PredictionList;
import org.truncus.list.Split;
import org.truncus.net.ExecutionOptions;
import org.truncus.problem.InvalidInputException;
import org.truncus.progress.Progress;
import org.truncus.report.SplitResult;
import org.truncus.report.Thresholds;

/**
 * Predictions and metrics of a run on a split of its list, made anew from the best weights.
 *
 * @param predictions in the order of the list
 * @param metrics with 95 % intervals
 */
public record Evaluation(PredictionList predictions, RunRecord.SplitMetrics metrics) {

  /**
   * Evaluates a run on a split.
   *
   * @param folder of the run
   * @param split of the list the run was trained on
   * @param options where and how to compute
   * @throws InvalidInputException where the list has changed since, or the split is empty
   */
  public static Evaluation of(
      RunFolder folder, Split split, ExecutionOptions options, Progress progress) {
    return evaluated(folder, split, options, progress, (result, images) -> {});
  }

  /**
   * As {@link #of}, and writes the page of the split, {@link RunFolder#reportFile(Split)}, with its
   * plots. Thresholds on it come from the run's predictions of the validation split, where it has
   * these already.
   */
  public static Evaluation reported(
      RunFolder folder, Split split, ExecutionOptions options, Progress progress) {
    return evaluated(
        folder,
        split,
        options,
        progress,
        (result, images) ->
            new RunReport(folder, folder.record())
                .writeSplit(result, thresholds(folder, result), images));
  }

  private interface Reporter {
    void report(SplitResult result, RunImages images);
  }

  private static Evaluation evaluated(
      RunFolder folder,
      Split split,
      ExecutionOptions options,
      Progress progress,
      Reporter reporter) {
    RunRecord record = folder.record();
    TrainingData data = unchanged(folder, record);
    int[] rows = data.indices(split);
    if (rows.length == 0) {
      throw new InvalidInputException(data.list().path() + ": split " + split.text() + " is empty");
    }
    try (NetworkPredictor network = new NetworkPredictor(folder, options);
        ImageSet images =
            new ImageSet(
                Arrays.stream(rows).mapToObj(data.list().rows()::get).toList(), record.config())) {
      images.readAll(progress);
      int[] all = new int[rows.length];
      Arrays.setAll(all, i -> i);
      InputPipeline pipeline = images.pipeline(record.preprocessing().channels());
      float[] logits = predict(network, pipeline, all, progress);
      PredictionList predictions = Predictions.of(data.list(), rows, logits);
      SplitResult result = RunMetrics.measured(split, record, predictions);
      reporter.report(result, new RunImages(network, pipeline, all));
      return new Evaluation(predictions, RunMetrics.of(result));
    }
  }

  private static Thresholds thresholds(RunFolder folder, SplitResult result) {
    if (result.split() == Split.VAL) {
      return Thresholds.chosenOn(result.predictions());
    }
    return Files.exists(folder.predictionsFile(Split.VAL))
        ? Thresholds.chosenOn(folder.predictions(Split.VAL))
        : Thresholds.fixedOnly(result.predictions().labels().size());
  }

  static float[] predict(
      NetworkPredictor network, InputPipeline pipeline, int[] rows, Progress progress) {
    try (Progress.Task task = progress.begin("predicting", rows.length)) {
      return Predictions.logits(
          network::fittedLogits,
          pipeline,
          rows,
          network.record().config().recipe().batch(),
          network.record().data().labels().size(),
          task);
    }
  }

  /** The list of a run, as it was. */
  static TrainingData unchanged(RunFolder folder, RunRecord record) {
    return unchanged(folder, record, TrainingData.read(record.config()));
  }

  /** Refuses data of another list than the run's. */
  static TrainingData unchanged(RunFolder folder, RunRecord record, TrainingData data) {
    if (!data.list().sha256().equals(record.data().sha256())) {
      throw new InvalidInputException(
          data.list().path()
              + ": has changed since run "
              + folder.path()
              + " began: found SHA-256 "
              + data.list().sha256()
              + ", expected "
              + record.data().sha256()
              + ". Put the old list back, or train anew.");
    }
    return data;
  }
}
