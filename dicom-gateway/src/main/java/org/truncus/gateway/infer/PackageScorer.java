package org.truncus.gateway.infer;

import java.nio.file.Path;
import org.truncus.image.FloatImage;
import org.truncus.model.ModelPackage;
import org.truncus.model.ModelRunner;
import org.truncus.model.PackageManifest;
import org.truncus.model.Scores;

/** A model package in TensorFlow. It holds native memory, which {@link #close} gives back. */
public final class PackageScorer implements StudyScorer {

  private final ModelRunner runner;

  private PackageScorer(ModelRunner runner) {
    this.runner = runner;
  }

  /**
   * Verifies and loads a package.
   *
   * @throws org.truncus.problem.InvalidInputException where it is incomplete or was altered
   */
  public static PackageScorer load(Path folder) {
    return new PackageScorer(ModelRunner.load(ModelPackage.open(folder)));
  }

  @Override
  public PackageManifest manifest() {
    return runner.model().manifest();
  }

  @Override
  public String sha256() {
    return runner.model().sha256();
  }

  @Override
  public String source() {
    return runner.model().folder().toString();
  }

  @Override
  public Scores score(FloatImage image) {
    return runner.score(image);
  }

  @Override
  public void close() {
    runner.close();
  }
}
