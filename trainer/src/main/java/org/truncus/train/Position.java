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
    Plateau plateau,
    RunRecord.Best best) {

  static final int SCHEMA_VERSION = 1;

  /** Before the first batch. */
  static Position start(double lr) {
    return new Position(SCHEMA_VERSION, 0, 0, 0, 0, 0, Plateau.start(lr), null);
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
  Position afterBatch(double sum, double weight, double batchSeconds) {
    return new Position(
        schemaVersion,
        epoch,
        batch + 1,
        lossSum + sum,
        lossWeight + weight,
        seconds + batchSeconds,
        plateau,
        best);
  }

  /** After the validation that ends an epoch. */
  Position afterEpoch(Plateau newPlateau, RunRecord.Best newBest) {
    return new Position(schemaVersion, epoch + 1, 0, 0, 0, 0, newPlateau, newBest);
  }
}
