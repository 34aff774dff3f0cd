package org.truncus.train;

import org.truncus.problem.UsageException;

/**
 * When the learning rate goes down, and when training ends for it.
 *
 * @param factor what the rate is multiplied by, in (0,1)
 * @param patience epochs without improvement that are borne before
 * @param threshold a validation loss improves where it is below the best × (1 − threshold)
 * @param minLr training ends when the rate falls below it
 */
public record PlateauOptions(double factor, int patience, double threshold, double minLr) {

  /** Refuses values out of range. */
  public PlateauOptions {
    if (!(factor > 0 && factor < 1)) {
      throw new UsageException("plateau factor: found " + factor + ", expected above 0, below 1");
    }
    if (patience < 0) {
      throw new UsageException("plateau patience: found " + patience + ", expected 0 or more");
    }
    if (!(threshold >= 0 && threshold < 1)) {
      throw new UsageException("plateau threshold: found " + threshold + ", expected 0 to 1");
    }
    if (!(minLr >= 0)) {
      throw new UsageException("plateau minimum rate: found " + minLr + ", expected 0 or more");
    }
  }

  /** Factor 0.5, patience 5, threshold 1e-4, minimum 1e-6: the published recipe. */
  public static PlateauOptions standard() {
    return new PlateauOptions(0.5, 5, 1e-4, 1e-6);
  }
}
