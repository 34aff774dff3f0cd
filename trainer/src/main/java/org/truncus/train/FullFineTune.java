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
  public boolean trains(String weight) {
    return true;
  }

  @Override
  public void check(boolean whole, Path weights) {
    if (!whole) {
      throw new UsageException(
          "--strategy full trains the whole backbone, but --cut asks for a part of it. Choose"
              + " --strategy truncated, or leave --cut out.");
    }
    if (weights == null) {
      throw new UsageException(
          "--strategy full starts from trained weights, but none are given. Name them with"
              + " --weights FILE, or choose --strategy scratch.");
    }
  }
}
