package org.truncus.gateway;

import org.truncus.gateway.infer.StudyScorer;
import org.truncus.image.FloatImage;
import org.truncus.model.PackageManifest;
import org.truncus.model.Scores;

/** A {@link BrightnessScorer} whose ways a test changes. */
public abstract class ForwardingScorer implements StudyScorer {

  private final BrightnessScorer scorer = new BrightnessScorer(1, 0);

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
    return scorer.score(image);
  }

  @Override
  public void close() {}
}
