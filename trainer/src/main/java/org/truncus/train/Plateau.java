package org.truncus.train;

/**
 * The state of a schedule that looks at the validation loss; with the others it stays as it began.
 *
 * @param lr the learning rate of the next epoch, before any warm-up
 * @param bestLoss the lowest validation loss so far that counted as an improvement, null before the
 *     first epoch
 * @param waited epochs since then, or since the rate last fell
 */
public record Plateau(double lr, Double bestLoss, int waited) {

  /** The state before the first epoch. */
  public static Plateau start(double lr) {
    return new Plateau(lr, null, 0);
  }
}
