package org.truncus.train;

import java.nio.file.Path;
import org.truncus.net.Backbone;
import org.truncus.problem.UsageException;

/**
 * {@code layerwise}: the whole backbone with imported weights, frozen up to the cut; the layers
 * above are trained at a fraction of the rate of the new head (Tajbakhsh et al. 2016).
 */
public record LayerwiseFineTune() implements Strategy {

  @Override
  public String text() {
    return "layerwise";
  }

  @Override
  public boolean importsWeights() {
    return true;
  }

  @Override
  public StrategyDefaults defaults() {
    return new StrategyDefaults(Init.PRETRAINED, null, 0.1, FrozenBatchNorm.INFERENCE);
  }

  @Override
  public String builtCut(String cut) {
    return Backbone.FULL;
  }

  @Override
  public boolean freezes() {
    return true;
  }

  @Override
  public void check(boolean whole, Path weights) {
    if (whole) {
      throw new UsageException(
          "--strategy layerwise freezes the backbone up to --cut and trains the layers above, but"
              + " the cut leaves none. Name an earlier --cut, or choose --strategy probe to train"
              + " the head only.");
    }
    StrategyChecks.requireWeights(this, weights, "--strategy scratch");
  }
}
