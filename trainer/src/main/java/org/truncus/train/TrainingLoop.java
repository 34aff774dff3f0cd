package org.truncus.train;

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
  private final RecipeConfig recipe;
  private final LearningRate learningRate;
  private final Augmentation augmentation;
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
    this.recipe = plan.config().recipe();
    this.learningRate = LearningRate.of(recipe, BatchOrder.count(trainRows.length, recipe.batch()));
    this.augmentation = plan.augmentation(pipeline);
  }

  /** Goes to the beginning. */
  void start() {
    graph.initialise(plan.initial().tensors());
    position = Position.start(recipe.lr());
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
   * @param pauseAfter this epoch, as at a stop; 0 for never
   * @param epochEnded is told the position after every epoch
   * @return whether the end was reached
   * @throws TrainingDivergedException where the loss is no finite number
   */
  boolean run(int pauseAfter, Consumer<Position> epochEnded) {
    while (!ended()) {
      boolean pause = pauseAfter > 0 && position.epoch() >= pauseAfter;
      if (pause || stop.asked() || !trainEpoch()) {
        saveLast();
        return false;
      }
      endEpoch();
      epochEnded.accept(position);
    }
    return true;
  }

  private boolean ended() {
    if (position.epoch() >= recipe.epochs()) {
      return true;
    }
    if (recipe.schedule().exhausted(position.plateau())) {
      progress.say("training ends: the learning rate has fallen below its minimum");
      return true;
    }
    int best = position.best() == null ? 0 : position.best().epoch();
    if (recipe.earlyStop() > 0 && position.epoch() - best >= recipe.earlyStop()) {
      progress.say(
          "training ends: no better %s on val for %d epochs"
              .formatted(recipe.select().text(), recipe.earlyStop()));
      return true;
    }
    return false;
  }

  /** Trains what is left of an epoch; false where it was stopped between two batches. */
  private boolean trainEpoch() {
    int epoch = position.epoch() + 1;
    List<int[]> all = batches(epoch);
    List<int[]> left = all.subList(position.batch(), all.size());
    try (Progress.Task task = progress.begin("epoch " + epoch + "/" + recipe.epochs(), all.size());
        InputPipeline.Batches batches = pipeline.batches(left, augmentation.of(epoch))) {
      while (batches.hasNext()) {
        trainBatch(batches, task);
        if (stop.asked() && batches.hasNext()) {
          return false;
        }
      }
    }
    return true;
  }

  private List<int[]> batches(int epoch) {
    long seed = plan.config().seed();
    int[] rows =
        switch (recipe.sampling()) {
          case SHUFFLE -> trainRows;
          case BALANCED ->
              BalancedSampling.draw(trainRows, plan.data().groups(trainRows), seed, epoch);
        };
    return BatchOrder.shuffled(rows, recipe.batch(), seed, epoch);
  }

  private void trainBatch(InputPipeline.Batches batches, Progress.Task task) {
    long startedAt = clock.millis();
    InputPipeline.Batch batch = batches.next();
    float[] targets = plan.data().targets(batch.rows());
    double lr = learningRate.at(position);
    StepResult step = graph.train(batch.images(), targets, lr);
    if (!Double.isFinite(step.lossSum())) {
      throw TrainingDivergedException.loss(
          "epoch " + (position.epoch() + 1) + ", batch " + (position.batch() + 1),
          step.lossSum(),
          lr);
    }
    double seconds = (clock.millis() - startedAt) / 1000.0;
    position = position.afterBatch(step, lr, plan.loss().divisor(targets), seconds);
    task.at(position.batch(), String.format(Locale.ROOT, "loss %.4f", position.trainLoss()));
  }

  private void endEpoch() {
    float[] logits = validate();
    double loss = plan.loss().mean(logits, plan.data().targets(valRows));
    int epoch = position.epoch() + 1;
    if (!Double.isFinite(loss)) {
      throw TrainingDivergedException.loss("validation after epoch " + epoch, loss, position.lr());
    }
    PredictionList predictions = Predictions.of(plan.data().list(), valRows, logits);
    EpochResult result =
        EpochResult.of(position, loss, Metrics.of(predictions), trainRows.length, recipe);
    double value = recipe.select().of(loss, Metrics.macro(result.metrics()));
    boolean best =
        position.best() == null || recipe.select().better(value, position.best().value());
    position =
        position.afterEpoch(
            recipe.schedule().after(position.plateau(), loss),
            best ? new RunRecord.Best(epoch, recipe.select().text(), value) : position.best());
    Checkpoint reached = graph.checkpoint(position).finite();
    record(result);
    if (best) {
      reached.write(folder.bestCheckpoint(), metadata);
    }
    reached.write(folder.lastCheckpoint(), metadata);
    progress.say(result.line(recipe.epochs(), best));
  }

  private float[] validate() {
    try (Progress.Task task = progress.begin("validation", valRows.length)) {
      return Predictions.logits(
          graph::logits, pipeline, valRows, recipe.batch(), plan.outputs(), task);
    }
  }

  private void record(EpochResult result) {
    history.addAll(result.history());
    History.write(folder.historyFile(), history);
    events.scalars(result.epoch(), clock.instant(), result.scalars());
  }

  private void saveLast() {
    graph.checkpoint(position).finite().write(folder.lastCheckpoint(), metadata);
  }
}
