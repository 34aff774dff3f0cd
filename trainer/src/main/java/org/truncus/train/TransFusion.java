package org.truncus.train;

import java.nio.file.Path;
import org.truncus.net.Backbone;
import org.truncus.net.Slim;
import org.truncus.problem.UsageException;

/**
 * {@code transfusion}: imported weights up to the cut, narrower layers with random weights above,
 * all of it trained at one rate (Raghu et al. 2019, the hybrid of "weight transfusion").
 */
public record TransFusion() implements Strategy {

  @Override
  public String text() {
    return "transfusion";
  }

  @Override
  public boolean importsWeights() {
    return true;
  }

  @Override
  public StrategyDefaults defaults() {
    return new StrategyDefaults(Init.PRETRAINED, 2, null, null);
  }

  @Override
  public String builtCut(String cut) {
    return Backbone.FULL;
  }

  @Override
  public Slim slim(NetworkConfig config) {
    return new Slim(config.cut(), defaults().applied(config).slimFactor());
  }

  @Override
  public void check(boolean whole, Path weights) {
    if (whole) {
      throw new UsageException(
          "--strategy transfusion keeps the backbone up to --cut and makes the layers above"
              + " narrower, but the cut leaves none. Name an earlier --cut, or choose --strategy"
              + " full.");
    }
    StrategyChecks.requireWeights(this, weights, "--strategy scratch");
  }
}
