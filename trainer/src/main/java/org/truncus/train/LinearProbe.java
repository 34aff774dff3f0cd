package org.truncus.train;

import java.nio.file.Path;

/**
 * {@code probe}: the backbone up to the cut with imported weights, all of it frozen; only the new
 * head is trained.
 */
public record LinearProbe() implements Strategy {

  @Override
  public String text() {
    return "probe";
  }

  @Override
  public boolean importsWeights() {
    return true;
  }

  @Override
  public StrategyDefaults defaults() {
    return new StrategyDefaults(Init.PRETRAINED, null, null, FrozenBatchNorm.INFERENCE);
  }

  @Override
  public boolean freezes() {
    return true;
  }

  @Override
  public void check(boolean whole, Path weights) {
    StrategyChecks.requireWeights(
        this, weights, "--strategy scratch with the same --cut to train everything");
  }
}
