package org.truncus.train;

/**
 * The state of reduce-on-plateau: the rate falls by a factor once the validation loss has not
 * improved for more than {@code patience} epochs. Immutable.
 *
 * @param lr the learning rate of the next epoch
 * @param bestLoss the lowest validation loss so far that counted as an improvement, null before the
 *     first epoch
 * @param waited epochs since then, or since the rate last fell
 */
public record Plateau(double lr, Double bestLoss, int waited) {

  /** The state before the first epoch. */
  public static Plateau start(double lr) {
    return new Plateau(lr, null, 0);
  }

  /** The state after an epoch that ended with this validation loss. */
  public Plateau after(double loss, PlateauOptions options) {
    if (bestLoss == null || loss < bestLoss * (1 - options.threshold())) {
      return new Plateau(lr, loss, 0);
    }
    if (waited + 1 > options.patience()) {
      return new Plateau(lr * options.factor(), bestLoss, 0);
    }
    return new Plateau(lr, bestLoss, waited + 1);
  }

  /** Whether training ends because the rate has become too small to matter. */
  public boolean exhausted(PlateauOptions options) {
    return lr < options.minLr();
  }
}
