package org.truncus.train;

/**
 * {@code position.json} of a checkpoint: where training stands between two batches.
 *
 * @param schemaVersion of this document
 * @param epoch epochs completed
 * @param batch batches done of the next epoch; 0 between epochs
 * @param lossSum weighted sum of the losses of those batches
 * @param lossWeight sum of the weights
 * @param seconds spent on those batches
 * @param lr the learning rate of the last of those batches
 * @param clipped how many of those batches had gradients that were clipped
 * @param plateau state of the learning rate
 * @param best the best epoch so far; null before the first
 */
record Position(
    int schemaVersion,
    int epoch,
    int batch,
    double lossSum,
    double lossWeight,
    double seconds,
    double lr,
    int clipped,
    Plateau plateau,
    RunRecord.Best best) {

  static final int SCHEMA_VERSION = 1;

  /** Before the first batch. */
  static Position start(double lr) {
    return new Position(SCHEMA_VERSION, 0, 0, 0, 0, 0, lr, 0, Plateau.start(lr), null);
  }

  /** In words. */
  String describe() {
    return batch == 0
        ? "after epoch " + epoch
        : "in epoch " + (epoch + 1) + " after " + batch + " batches";
  }

  /** Mean of the losses of the batches done of this epoch; NaN before the first. */
  double trainLoss() {
    return lossSum / lossWeight;
  }

  /** After another batch. */
  Position afterBatch(StepResult step, double batchLr, double weight, double batchSeconds) {
    return new Position(
        schemaVersion,
        epoch,
        batch + 1,
        lossSum + step.lossSum(),
        lossWeight + weight,
        seconds + batchSeconds,
        batchLr,
        clipped + (step.clipped() ? 1 : 0),
        plateau,
        best);
  }

  /** After the validation that ends an epoch. */
  Position afterEpoch(Plateau newPlateau, RunRecord.Best newBest) {
    return new Position(schemaVersion, epoch + 1, 0, 0, 0, 0, lr, 0, newPlateau, newBest);
  }
}
