package org.truncus.train;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.list.PredictionList;
import org.truncus.list.Split;
import org.truncus.net.ConvolutionCheck;
import org.truncus.net.Preprocessing;
import org.truncus.problem.EnvironmentException;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;
import org.truncus.report.SplitResult;
import org.truncus.report.Thresholds;

/**
 * One training run, from a list to a run folder with weights, predictions, metrics and report. A
 * stopped, broken-off or failed run is resumed from its last checkpoint with the same result as if
 * it had never stopped.
 */
public final class Training {

  private static final List<Split> TESTED = List.of(Split.VAL, Split.TEST);

  private final TrainConfig config;
  private final RunFolder folder;
  private final boolean resuming;
  private final Progress progress;
  private final StopSignal stop;
  private final Clock clock;
  private final RunOptions options;
  private final ConvolutionCheck check;

  /**
   * A new run.
   *
   * @param config what to do
   * @param runFolder where to; must not hold a run that got as far as a checkpoint
   * @param progress is told what happens
   * @param stop ends training after the batch under way, with a checkpoint
   * @param clock for time stamps and rates
   */
  public Training(
      TrainConfig config, Path runFolder, Progress progress, StopSignal stop, Clock clock) {
    this(
        config,
        new RunFolder(runFolder),
        false,
        progress,
        stop,
        clock,
        RunOptions.standard(),
        new ConvolutionCheck());
  }

  private Training(
      TrainConfig config,
      RunFolder folder,
      boolean resuming,
      Progress progress,
      StopSignal stop,
      Clock clock,
      RunOptions options,
      ConvolutionCheck check) {
    this.config = config;
    this.folder = folder;
    this.resuming = resuming;
    this.progress = progress;
    this.stop = stop;
    this.clock = clock;
    this.options = options;
    this.check = check;
  }

  /** The same run with other options. */
  public Training with(RunOptions other) {
    return new Training(config, folder, resuming, progress, stop, clock, other, check);
  }

  /** The same run with a check that remembers what earlier runs of this process tried. */
  public Training with(ConvolutionCheck remembering) {
    return new Training(config, folder, resuming, progress, stop, clock, options, remembering);
  }

  /**
   * A run to be continued with the configuration it began with.
   *
   * @throws InvalidInputException where the folder holds no run
   */
  public static Training resume(Path runFolder, Progress progress, StopSignal stop, Clock clock) {
    return resume(runFolder, new RunFolder(runFolder).record().config(), progress, stop, clock);
  }

  /**
   * As {@link #resume(Path, Progress, StopSignal, Clock)}, with list, images and weights where they
   * lie now.
   *
   * @param files whose list, root and weight file are read; all else is as the run began
   */
  public static Training resume(
      Path runFolder, TrainConfig files, Progress progress, StopSignal stop, Clock clock) {
    RunFolder folder = new RunFolder(runFolder);
    TrainConfig begun =
        folder.record().config().toBuilder()
            .data(data -> data.list(files.data().list()).root(files.data().root()))
            .network(network -> network.weights(files.network().weights()))
            .build();
    return new Training(
        begun, folder, true, progress, stop, clock, RunOptions.standard(), new ConvolutionCheck());
  }

  /**
   * Trains, predicts and reports.
   *
   * @return the record as written: status {@code completed}, or {@code stopped}
   * @throws UsageException where options contradict each other, or the folder is taken
   * @throws InvalidInputException where list, images or weights are wrong, or training diverges
   * @throws EnvironmentException where a GPU is missing, the disk is full, memory runs out, or the
   *     machine computes wrong gradients
   */
  public RunRecord run() {
    if (resuming && folder.record().status() == RunStatus.COMPLETED) {
      progress.say(folder.path() + ": this run is complete, there is nothing to resume.");
      return folder.record();
    }
    if (!resuming && folder.exists() && Checkpoint.exists(folder.lastCheckpoint())) {
      throw new UsageException(
          folder.path()
              + ": holds a run already ("
              + folder.record().status().text()
              + "). Continue it with --resume, or name another folder with --out.");
    }
    RunPlan plan = RunPlan.of(config);
    if (resuming) {
      Evaluation.unchanged(folder, folder.record(), plan.data());
    }
    plan.data().counts().forEach(progress::say);
    MemoryNeed.of(plan).check(MemoryNeed.ofThisMachine());
    try (ImageSet images = new ImageSet(plan.data().list().rows(), plan.config())) {
      int channels = images.readAll(progress);
      return train(plan.withChannels(channels), images.pipeline(channels));
    }
  }

  private RunRecord train(RunPlan plan, InputPipeline pipeline) {
    Instant now = clock.instant();
    RunRecord record =
        resuming
            ? folder.record().at(RunStatus.RUNNING, null, null)
            : RunRecords.first(plan, pipeline.channels(), now);
    folder.write(record);
    try {
      if (options.report()) {
        ContactSheet.write(folder.augmentationFile(), plan, pipeline);
      }
      record = epochs(plan, pipeline, record);
      if (record.status() == RunStatus.STOPPED) {
        return record;
      }
      return finish(plan, pipeline, record);
    } catch (RuntimeException | OutOfMemoryError e) {
      EnvironmentException shortage = MemoryNeed.of(plan).explained(e).orElse(null);
      fail(shortage == null ? e : shortage);
      if (shortage != null) {
        throw shortage;
      }
      throw e;
    }
  }

  private RunRecord epochs(RunPlan plan, InputPipeline pipeline, RunRecord first) {
    Preprocessing preprocessing = first.preprocessing();
    plan.checkMachine(check);
    try (TrainingGraph graph =
            new TrainingGraph(plan.network(), preprocessing, plan.loss(), plan.config());
        EventsWriter events = new EventsWriter(folder.eventsFolder(), clock.instant())) {
      TrainingLoop loop =
          new TrainingLoop(plan, folder, graph, pipeline, events, progress, stop, clock);
      if (resuming && Checkpoint.exists(folder.lastCheckpoint())) {
        loop.resume();
        progress.say("resumed " + loop.position().describe());
      } else {
        loop.start();
      }
      boolean ended =
          loop.run(
              options.pauseAfter(),
              at -> folder.write(first.with(at.epoch(), at.best(), first.metrics())));
      RunRecord record =
          first.with(loop.position().epoch(), loop.position().best(), first.metrics());
      return ended ? record : stopped(record, loop.position());
    }
  }

  private RunRecord stopped(RunRecord record, Position position) {
    String message =
        "stopped "
            + position.describe()
            + "; continue with `train --resume --out "
            + folder.path()
            + "`";
    RunRecord stopped = record.at(RunStatus.STOPPED, message, clock.instant());
    folder.write(stopped);
    progress.say(message);
    return stopped;
  }

  private RunRecord finish(RunPlan plan, InputPipeline pipeline, RunRecord record) {
    Map<String, RunRecord.SplitMetrics> metrics = new LinkedHashMap<>();
    Map<Split, SplitResult> results = new LinkedHashMap<>();
    try (NetworkPredictor network =
        new NetworkPredictor(folder, plan.config().compute().execution())) {
      for (Split split : options.scoresTest() ? TESTED : List.of(Split.VAL)) {
        int[] rows = plan.data().indices(split);
        if (rows.length > 0) {
          float[] logits = Evaluation.predict(network, pipeline, rows, progress);
          PredictionList list = Predictions.of(plan.data().list(), rows, logits);
          list.write(folder.predictionsFile(split));
          SplitResult result = RunMetrics.measured(split, record, list);
          results.put(split, result);
          metrics.put(split.text(), RunMetrics.of(result));
        }
      }
      RunRecord completed =
          record
              .with(record.epochs(), record.best(), metrics)
              .at(RunStatus.COMPLETED, null, clock.instant());
      if (options.report()) {
        report(completed, results, new RunImages(network, pipeline, mainRows(plan.data())));
      }
      folder.write(completed);
      if (!options.keepCheckpoint()) {
        folder.dropCheckpoint();
      }
      return completed;
    }
  }

  private void report(RunRecord record, Map<Split, SplitResult> results, RunImages images) {
    List<SplitResult> mainFirst = new ArrayList<>(results.values());
    Collections.reverse(mainFirst);
    Thresholds thresholds = Thresholds.chosenOn(results.get(Split.VAL).predictions());
    new RunReport(folder, record).write(mainFirst, thresholds, images);
  }

  /**
   * The rows of the split that is shown whole: test, or val where there is no test or it stays
   * closed.
   */
  private int[] mainRows(TrainingData data) {
    int[] rows = options.scoresTest() ? data.indices(Split.TEST) : new int[0];
    return rows.length > 0 ? rows : data.indices(Split.VAL);
  }

  /** Notes the failure; where even that fails, the first reason is the one to be told. */
  private void fail(Throwable e) {
    try {
      folder.write(folder.record().at(RunStatus.FAILED, e.getMessage(), clock.instant()));
    } catch (RuntimeException second) {
      e.addSuppressed(second);
    }
  }
}
