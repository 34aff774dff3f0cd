package org.truncus.train;

import org.truncus.problem.InvalidInputException;

/**
 * The loss became infinite or undefined. It counts as invalid input, not as a failure of the
 * machine: the same data and settings diverge anywhere, only other ones help.
 */
public class TrainingDivergedException extends InvalidInputException {

  private TrainingDivergedException(String found) {
    super(
        found
            + ", expected a finite number. The last good checkpoint is kept. Try a smaller --lr (a"
            + " tenth), --clip-norm 1, --warmup 1, a larger --batch, or --loss crossentropy;"
            + " `render` shows whether an image is odd.");
  }

  /** A loss that is no number. */
  static TrainingDivergedException loss(String where, double loss, double lr) {
    return new TrainingDivergedException(
        "%s: the loss is %s at a learning rate of %s".formatted(where, loss, lr));
  }

  /** A weight that is no number. */
  static TrainingDivergedException weight(String where, String weight, float value) {
    return new TrainingDivergedException("%s: a value of %s is %s".formatted(where, weight, value));
  }
}
