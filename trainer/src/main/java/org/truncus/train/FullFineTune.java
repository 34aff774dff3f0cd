package org.truncus.train;

import java.nio.file.Path;
import org.truncus.problem.UsageException;

/** {@code full}: the whole backbone with imported weights and a new head, all of it trained. */
public record FullFineTune() implements Strategy {

  @Override
  public String text() {
    return "full";
  }

  @Override
  public boolean importsWeights() {
    return true;
  }

  @Override
  public StrategyDefaults defaults() {
    return StrategyDefaults.fineTuning();
  }

  @Override
  public void check(boolean whole, Path weights) {
    if (!whole) {
      throw new UsageException(
          "--strategy full trains the whole backbone, but --cut asks for a part of it. Choose"
              + " --strategy truncated, or leave --cut out.");
    }
    StrategyChecks.requireWeights(this, weights, "--strategy scratch");
  }
}
