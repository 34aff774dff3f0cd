package org.truncus.search;

import org.truncus.problem.UsageException;
import org.truncus.train.TrainConfig;

/**
 * What is searched for, and how.
 *
 * @param config of every run but for cut, strategy and seed; its weights are what cuts start from,
 *     random ones without
 * @param metric what cuts are compared by
 * @param rule which of them is taken
 * @param seeds repeats of every cut, with the seed of {@code config} and those after it
 * @param halving how early poor cuts are abandoned
 * @param nextStage whether the first cut of the next stage is tried with the layers
 * @param shortlistEpochs of the fine-tuning of the whole network whose reuse gives the shortlist; 0
 *     for no shortlist
 */
public record SearchOptions(
    TrainConfig config,
    SearchMetric metric,
    SelectionRule rule,
    int seeds,
    Halving halving,
    boolean nextStage,
    int shortlistEpochs) {

  /** Refuses what contradicts itself with a UsageException. */
  public SearchOptions {
    if (seeds < 1) {
      throw new UsageException("--seeds: found " + seeds + ", expected 1 or more");
    }
    if (shortlistEpochs < 0 || shortlistEpochs > config.recipe().epochs()) {
      throw new UsageException(
          "--shortlist-epochs: found %d, expected at most the %d of --epochs"
              .formatted(shortlistEpochs, config.recipe().epochs()));
    }
    if (shortlistEpochs > 0 && config.network().weights() == null) {
      throw new UsageException(
          "--shortlist needs --weights: reuse is what is left of pretrained features");
    }
  }
}
