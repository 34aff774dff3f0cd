package org.truncus.train;

import java.nio.file.Path;
import org.truncus.problem.UsageException;

/**
 * {@code truncated}: the prefix of the backbone up to the cut with imported weights and a new head,
 * all of it trained; the layers above are never built.
 */
public record Truncated() implements Strategy {

  @Override
  public String text() {
    return "truncated";
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
    if (whole) {
      throw new UsageException(
          "--strategy truncated keeps a part of the backbone, but the cut keeps all of it. Name a"
              + " part with --cut, or choose --strategy full.");
    }
    StrategyChecks.requireWeights(
        this, weights, "--strategy scratch with the same --cut to start from random ones");
  }
}
