package org.truncus.train;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.truncus.list.PredictionList;
import org.truncus.list.Split;
import org.truncus.metric.Metrics;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;

/**
 * Epochs: training, validation, schedule, checkpoints. Everything it does after a checkpoint is a
 * function of that checkpoint, the data and the configuration.
 */
final class TrainingLoop {

  private final RunPlan plan;
  private final RunFolder folder;
  private final TrainingGraph graph;
  private final InputPipeline pipeline;
  private final EventsWriter events;
  private final Progress progress;
  private final StopSignal stop;
  private final Clock clock;
  private final Map<String, String> metadata;
  private final int[] trainRows;
  private final int[] valRows;
  private final List<HistoryEntry> history = new ArrayList<>();
  private Position position;

  TrainingLoop(
      RunPlan plan,
      RunFolder folder,
      TrainingGraph graph,
      InputPipeline pipeline,
      EventsWriter events,
      Progress progress,
      StopSignal stop,
      Clock clock) {
    this.plan = plan;
    this.folder = folder;
    this.graph = graph;
    this.pipeline = pipeline;
    this.events = events;
    this.progress = progress;
    this.stop = stop;
    this.clock = clock;
    this.metadata = plan.weightSource().metadata();
    this.trainRows = plan.data().indices(Split.TRAIN);
    this.valRows = plan.data().indices(Split.VAL);
  }

  /** Goes to the beginning. */
  void start() {
    graph.initialise(plan.initial().tensors());
    position = Position.start(plan.config().recipe().lr());
  }

  /** Goes to where the last checkpoint stands. */
  void resume() {
    Checkpoint last = Checkpoint.read(folder.lastCheckpoint());
    graph.restore(last);
    position = last.position();
    folder.history().stream()
        .filter(entry -> entry.epoch() <= position.epoch())
        .forEach(history::add);
  }

  /** Where training stands. */
  Position position() {
    return position;
  }

  /**
   * Trains to the end, or to a stop.
   *
   * @param epochEnded is told the position after every epoch
   * @return whether the end was reached
   * @throws TrainingDivergedException where the loss is no finite number
   */
  boolean run(Consumer<Position> epochEnded) {
    while (!ended()) {
      if (stop.asked() || !trainEpoch()) {
        save(folder.lastCheckpoint());
        return false;
      }
      endEpoch();
      epochEnded.accept(position);
    }
    return true;
  }

  private boolean ended() {
    return position.epoch() >= plan.config().recipe().epochs()
        || position.plateau().exhausted(plan.config().recipe().plateau());
  }

  /** Trains what is left of an epoch; false where it was stopped between two batches. */
  private boolean trainEpoch() {
    TrainConfig config = plan.config();
    int epoch = position.epoch() + 1;
    List<int[]> all = BatchOrder.shuffled(trainRows, config.recipe().batch(), config.seed(), epoch);
    List<int[]> left = all.subList(position.batch(), all.size());
    InputPipeline.Variation variation = variation(epoch);
    try (Progress.Task task =
            progress.begin("epoch " + epoch + "/" + config.recipe().epochs(), all.size());
        InputPipeline.Batches batches = pipeline.batches(left, variation)) {
      while (batches.hasNext()) {
        trainBatch(batches, task);
        if (stop.asked() && batches.hasNext()) {
          return false;
        }
      }
    }
    return true;
  }

  private InputPipeline.Variation variation(int epoch) {
    return switch (plan.config().recipe().augment()) {
      case NONE -> InputPipeline.Variation.none();
      case MEDICAL ->
          (image, row) ->
              MedicalAugmentation.apply(
                  image,
                  plan.config().input().imageSize(),
                  pipeline.channels(),
                  plan.config().seed(),
                  epoch,
                  row);
    };
  }

  private void trainBatch(InputPipeline.Batches batches, Progress.Task task) {
    long startedAt = clock.millis();
    InputPipeline.Batch batch = batches.next();
    float[] targets = plan.data().targets(batch.rows());
    double lr = position.plateau().lr();
    double sum = graph.train(batch.images(), targets, lr);
    if (!Double.isFinite(sum)) {
      throw new TrainingDivergedException(
          "epoch " + (position.epoch() + 1) + ", batch " + (position.batch() + 1), sum, lr);
    }
    double seconds = (clock.millis() - startedAt) / 1000.0;
    position = position.afterBatch(sum, plan.loss().divisor(targets), seconds);
    task.at(position.batch(), String.format(Locale.ROOT, "loss %.4f", position.trainLoss()));
  }

  private void endEpoch() {
    float[] logits = validate();
    float[] targets = plan.data().targets(valRows);
    double loss = plan.loss().mean(logits, targets);
    int epoch = position.epoch() + 1;
    if (!Double.isFinite(loss)) {
      throw new TrainingDivergedException(
          "validation after epoch " + epoch, loss, position.plateau().lr());
    }
    PredictionList predictions = Predictions.of(plan.data().list(), valRows, logits);
    EpochResult result =
        new EpochResult(
            epoch,
            position.trainLoss(),
            loss,
            Metrics.of(predictions),
            position.plateau().lr(),
            position.seconds(),
            trainRows.length);
    boolean best = position.best() == null || loss < position.best().value();
    position =
        position.afterEpoch(
            position.plateau().after(loss, plan.config().recipe().plateau()),
            best ? new RunRecord.Best(epoch, "loss", loss) : position.best());
    record(result);
    if (best) {
      save(folder.bestCheckpoint());
    }
    save(folder.lastCheckpoint());
    progress.say(result.line(plan.config().recipe().epochs(), best));
  }

  private float[] validate() {
    try (Progress.Task task = progress.begin("validation", valRows.length)) {
      return Predictions.logits(
          graph::logits, pipeline, valRows, plan.config().recipe().batch(), plan.outputs(), task);
    }
  }

  private void record(EpochResult result) {
    history.addAll(result.history());
    History.write(folder.historyFile(), history);
    events.scalars(result.epoch(), clock.instant(), result.scalars());
  }

  private void save(Path checkpoint) {
    graph.checkpoint(position).write(checkpoint, metadata);
  }
}
