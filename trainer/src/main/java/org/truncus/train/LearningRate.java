package org.truncus.train;

/**
 * The learning rate of every step: a linear warm-up, then the schedule.
 *
 * @param lr the rate that training begins with
 * @param schedule after the warm-up
 * @param stepsPerEpoch steps of an epoch
 * @param steps of the longest training
 * @param warmup steps of the warm-up
 */
record LearningRate(double lr, Schedule schedule, int stepsPerEpoch, long steps, long warmup) {

  static LearningRate of(RecipeConfig recipe, int stepsPerEpoch) {
    return new LearningRate(
        recipe.lr(),
        recipe.schedule(),
        stepsPerEpoch,
        (long) recipe.epochs() * stepsPerEpoch,
        (long) Math.ceil(recipe.warmup() * stepsPerEpoch));
  }

  /**
   * The rate of the next step. Step k of a warm-up of w steps has k/w of the schedule's rate.
   *
   * @param position before the step
   */
  double at(Position position) {
    long step = (long) position.epoch() * stepsPerEpoch + position.batch();
    if (step < warmup) {
      return schedule.rate(lr, position.plateau(), 0) * (step + 1) / warmup;
    }
    return schedule.rate(lr, position.plateau(), (step - warmup) / (double) (steps - warmup));
  }
}
