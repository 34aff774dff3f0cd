package org.truncus.train;

/**
 * The settings that not every strategy has a use for: what they are where nothing was asked for,
 * and null where a strategy has no such setting.
 *
 * @param init what the backbone starts from
 * @param slimFactor by what widths above the cut are divided
 * @param bodyLrRatio the learning rate of the backbone, as a share of the head's
 * @param frozenBn what batch normalisation does in frozen layers
 */
public record StrategyDefaults(
    Init init, Integer slimFactor, Double bodyLrRatio, FrozenBatchNorm frozenBn) {

  /** Of a strategy that trains everything, from random weights. */
  static StrategyDefaults random() {
    return new StrategyDefaults(Init.RANDOM, null, null, null);
  }

  /** Of a strategy that trains everything, from imported weights. */
  static StrategyDefaults fineTuning() {
    return new StrategyDefaults(Init.PRETRAINED, null, 1.0, null);
  }

  /** A network's settings with these in the place of what wasn't asked for. */
  NetworkConfig applied(NetworkConfig asked) {
    return new NetworkConfig.Builder(asked)
        .init(asked.init() == null ? init : asked.init())
        .slimFactor(asked.slimFactor() == null ? slimFactor : asked.slimFactor())
        .bodyLrRatio(asked.bodyLrRatio() == null ? bodyLrRatio : asked.bodyLrRatio())
        .frozenBn(asked.frozenBn() == null ? frozenBn : asked.frozenBn())
        .build();
  }
}
