package org.truncus.train;

import java.nio.file.Path;
import org.truncus.problem.UsageException;

/** {@code scratch}: the backbone up to the cut, with random weights, all of them trained. */
public record RandomInit() implements Strategy {

  @Override
  public String text() {
    return "scratch";
  }

  @Override
  public boolean importsWeights() {
    return false;
  }

  @Override
  public StrategyDefaults defaults() {
    return StrategyDefaults.random();
  }

  @Override
  public void check(boolean whole, Path weights) {
    if (weights != null) {
      throw new UsageException(
          "--strategy scratch starts from random weights, but --weights "
              + weights
              + " is given. Leave --weights out, or choose --strategy "
              + (whole ? "full." : "truncated."));
    }
  }
}
