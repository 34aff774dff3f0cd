package org.truncus.gateway;

import org.truncus.image.FloatImage;
import org.truncus.model.Scores;

/** A model that ends the process, as a crash in native code does, when it sees a bright image. */
final class DeadlyScorer extends ForwardingScorer {

  private final double deadly;

  DeadlyScorer(double deadly) {
    this.deadly = deadly;
  }

  @Override
  public Scores score(FloatImage image) {
    Scores scores = super.score(image);
    if (scores.probabilities()[0] > deadly) {
      Runtime.getRuntime().halt(134);
    }
    return scores;
  }
}
