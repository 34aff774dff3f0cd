package org.truncus.train;

import org.truncus.problem.InvalidInputException;

/**
 * The loss became infinite or undefined. It counts as invalid input, not as a failure of the
 * machine: the same data and settings diverge anywhere, only other ones help.
 */
public class TrainingDivergedException extends InvalidInputException {

  /** Says where, and what to try. */
  TrainingDivergedException(String where, double loss, double lr) {
    super(
        where
            + ": the loss is "
            + loss
            + " at a learning rate of "
            + lr
            + ", expected a finite number. The last good checkpoint is kept. Try a smaller --lr (a"
            + " tenth), a larger --batch, or --loss crossentropy; `render` shows whether an image"
            + " is odd.");
  }
}
