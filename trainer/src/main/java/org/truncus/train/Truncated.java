package org.truncus.train;

import java.nio.file.Path;
import org.truncus.problem.UsageException;

/**
 * {@code truncated}: the prefix of the backbone up to the cut with imported weights, global average
 * pooling and a new head, all of it trained; the layers above are never built.
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
  public boolean trains(String weight) {
    return true;
  }

  @Override
  public void check(boolean whole, Path weights) {
    if (whole) {
      throw new UsageException(
          "--strategy truncated keeps a part of the backbone, but the cut keeps all of it. Name a"
              + " part with --cut, or choose --strategy full.");
    }
    if (weights == null) {
      throw new UsageException(
          "--strategy truncated starts from trained weights, but none are given. Name them with"
              + " --weights FILE, or choose --strategy scratch with the same --cut to start from"
              + " random ones.");
    }
  }
}
