package org.truncus.train;

/**
 * What surrounds a run and no number of it depends on.
 *
 * @param report whether the page with its plots and heat maps is written
 * @param keepCheckpoint whether a complete run keeps its last checkpoint, and the state of the
 *     optimiser beside its best weights
 * @param pauseAfter the run is stopped with a checkpoint after this epoch, to be resumed or not; 0
 *     for never
 * @param scoresTest whether the test split is predicted at the end; a search keeps it closed
 */
public record RunOptions(
    boolean report, boolean keepCheckpoint, int pauseAfter, boolean scoresTest) {

  /** All that a single run has. */
  public static RunOptions standard() {
    return new RunOptions(true, true, 0, true);
  }

  /** Predictions, metrics and the best weights only: for one run among many. */
  public static RunOptions lean() {
    return new RunOptions(false, false, 0, true);
  }

  /** With a page or without. */
  public RunOptions withReport(boolean written) {
    return new RunOptions(written, keepCheckpoint, pauseAfter, scoresTest);
  }

  /** Stopped after an epoch. */
  public RunOptions withPauseAfter(int epoch) {
    return new RunOptions(report, keepCheckpoint, epoch, scoresTest);
  }

  /** With the test split left closed. */
  public RunOptions withTestClosed() {
    return new RunOptions(report, keepCheckpoint, pauseAfter, false);
  }
}
