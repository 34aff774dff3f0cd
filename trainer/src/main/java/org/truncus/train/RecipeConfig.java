package org.truncus.train;

import java.util.function.UnaryOperator;
import org.truncus.problem.UsageException;

/**
 * How a network is trained.
 *
 * @param epochs at most so many
 * @param batch images per step
 * @param accumulate parts that a batch is computed in, one after another, to save memory
 * @param lr the learning rate at the start
 * @param warmup epochs, or part of one, in which the rate rises to what the schedule says
 * @param schedule how the rate goes on
 * @param optimizer how gradients change weights
 * @param loss what is minimised
 * @param sampling which training images an epoch shows
 * @param augment how training images are varied
 * @param flip whether half of them are mirrored left to right
 * @param select what the best epoch is the best in
 * @param earlyStop training ends after so many epochs without a better one; 0 for never
 */
public record RecipeConfig(
    int epochs,
    int batch,
    int accumulate,
    double lr,
    double warmup,
    Schedule schedule,
    OptimizerConfig optimizer,
    LossConfig loss,
    Sampling sampling,
    Augment augment,
    boolean flip,
    Selection select,
    int earlyStop) {

  /** Refuses what is missing or out of range with a UsageException. */
  public RecipeConfig {
    Ranges.atLeast("--epochs", epochs, 1);
    Ranges.atLeast("--batch", batch, 2);
    Ranges.atLeast("--accumulate", accumulate, 1);
    Ranges.atLeast("--early-stop", earlyStop, 0);
    Ranges.between("--lr", lr, 0, 10);
    Ranges.from("--warmup", warmup, 0, epochs);
    if (batch / accumulate < 2) {
      throw new UsageException(
          "--accumulate: found "
              + accumulate
              + " for a --batch of "
              + batch
              + ", expected "
              + batch / 2
              + " or less: each part needs two images for its batch statistics");
    }
    if (schedule != null && lr < schedule.minLr()) {
      throw new UsageException(
          "--lr: found "
              + lr
              + ", expected "
              + schedule.minLr()
              + " or more: --schedule "
              + schedule.text()
              + " ends there");
    }
  }

  /** Collects the components; each setter has the meaning of the component of its name. */
  public static final class Builder {

    private int epochs = 50;
    private int batch = 32;
    private int accumulate = 1;
    private double lr = 1e-4;
    private double warmup = 0;
    private Schedule schedule = PlateauSchedule.standard();
    private OptimizerConfig optimizer = OptimizerConfig.of(OptimizerKind.ADAM);
    private LossConfig loss = LossConfig.of(Loss.CROSSENTROPY);
    private Sampling sampling = Sampling.SHUFFLE;
    private Augment augment = Augment.MEDICAL;
    private Boolean flip = null;
    private Selection select = Selection.LOSS;
    private int earlyStop = 0;

    Builder() {}

    Builder(RecipeConfig config) {
      epochs = config.epochs();
      batch = config.batch();
      accumulate = config.accumulate();
      lr = config.lr();
      warmup = config.warmup();
      schedule = config.schedule();
      optimizer = config.optimizer();
      loss = config.loss();
      sampling = config.sampling();
      augment = config.augment();
      flip = config.flip();
      select = config.select();
      earlyStop = config.earlyStop();
    }

    public Builder epochs(int value) {
      epochs = value;
      return this;
    }

    public Builder batch(int value) {
      batch = value;
      return this;
    }

    public Builder accumulate(int value) {
      accumulate = value;
      return this;
    }

    public Builder lr(double value) {
      lr = value;
      return this;
    }

    public Builder warmup(double value) {
      warmup = value;
      return this;
    }

    public Builder schedule(Schedule value) {
      schedule = value;
      return this;
    }

    /** Changes what has been settled so far. */
    public Builder schedule(UnaryOperator<Schedule> change) {
      schedule = change.apply(schedule);
      return this;
    }

    public Builder optimizer(OptimizerConfig value) {
      optimizer = value;
      return this;
    }

    /** Changes what has been settled so far. */
    public Builder optimizer(UnaryOperator<OptimizerConfig> change) {
      optimizer = change.apply(optimizer);
      return this;
    }

    /** A loss without further settings. */
    public Builder loss(Loss value) {
      loss = LossConfig.of(value);
      return this;
    }

    /** Changes what has been settled so far. */
    public Builder loss(UnaryOperator<LossConfig> change) {
      loss = change.apply(loss);
      return this;
    }

    public Builder sampling(Sampling value) {
      sampling = value;
      return this;
    }

    public Builder augment(Augment value) {
      augment = value;
      return this;
    }

    /** Where it isn't settled, images are mirrored if the augmentation is the paper's. */
    public Builder flip(boolean value) {
      flip = value;
      return this;
    }

    public Builder select(Selection value) {
      select = value;
      return this;
    }

    public Builder earlyStop(int value) {
      earlyStop = value;
      return this;
    }

    RecipeConfig build() {
      return new RecipeConfig(
          epochs,
          batch,
          accumulate,
          lr,
          warmup,
          schedule,
          optimizer,
          loss,
          sampling,
          augment,
          flip == null ? augment == Augment.PAPER : flip,
          select,
          earlyStop);
    }
  }
}
