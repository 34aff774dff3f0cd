package org.truncus.train;

import org.truncus.problem.UsageException;

/**
 * How a network is trained.
 *
 * @param epochs at most so many
 * @param batch images per step
 * @param lr the learning rate of Adam at the start
 * @param loss what is minimised
 * @param plateau when the rate falls and training ends
 * @param augment how training images are varied
 */
public record RecipeConfig(
    int epochs, int batch, double lr, Loss loss, PlateauOptions plateau, Augment augment) {

  /** Refuses what is missing or out of range with a UsageException. */
  public RecipeConfig {
    Ranges.atLeast("--epochs", epochs, 1);
    Ranges.atLeast("--batch", batch, 2);
    if (!(lr > 0 && lr < 10)) {
      throw new UsageException("--lr: found " + lr + ", expected above 0, below 10");
    }
    if (plateau != null && lr < plateau.minLr()) {
      throw new UsageException(
          "--lr: found "
              + lr
              + ", expected "
              + plateau.minLr()
              + " or more: training ends when the rate falls below that");
    }
  }

  /** Collects the components; each setter has the meaning of the component of its name. */
  public static final class Builder {

    private int epochs = 50;
    private int batch = 32;
    private double lr = 1e-4;
    private Loss loss = Loss.CROSSENTROPY;
    private PlateauOptions plateau = PlateauOptions.standard();
    private Augment augment = Augment.MEDICAL;

    Builder() {}

    Builder(RecipeConfig config) {
      epochs = config.epochs();
      batch = config.batch();
      lr = config.lr();
      loss = config.loss();
      plateau = config.plateau();
      augment = config.augment();
    }

    public Builder epochs(int value) {
      epochs = value;
      return this;
    }

    public Builder batch(int value) {
      batch = value;
      return this;
    }

    public Builder lr(double value) {
      lr = value;
      return this;
    }

    public Builder loss(Loss value) {
      loss = value;
      return this;
    }

    public Builder plateau(PlateauOptions value) {
      plateau = value;
      return this;
    }

    public Builder augment(Augment value) {
      augment = value;
      return this;
    }

    RecipeConfig build() {
      return new RecipeConfig(epochs, batch, lr, loss, plateau, augment);
    }
  }
}
