package org.truncus.gateway;

import org.truncus.gateway.infer.StudyScorer;
import org.truncus.image.FloatImage;
import org.truncus.model.PackageManifest;
import org.truncus.model.Scores;

/** A model that ends the process, as a crash in native code does, when it sees a bright image. */
final class DeadlyScorer implements StudyScorer {

  private final BrightnessScorer scorer = new BrightnessScorer(1, 0);
  private final double deadly;

  DeadlyScorer(double deadly) {
    this.deadly = deadly;
  }

  @Override
  public PackageManifest manifest() {
    return scorer.manifest();
  }

  @Override
  public String sha256() {
    return scorer.sha256();
  }

  @Override
  public String source() {
    return scorer.source();
  }

  @Override
  public Scores score(FloatImage image) {
    Scores scores = scorer.score(image);
    if (scores.probabilities()[0] > deadly) {
      Runtime.getRuntime().halt(134);
    }
    return scores;
  }

  @Override
  public void close() {}
}
