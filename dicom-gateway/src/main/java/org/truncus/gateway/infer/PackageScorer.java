package org.truncus.gateway.infer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.truncus.image.FloatImage;
import org.truncus.model.ModelPackage;
import org.truncus.model.ModelRunner;
import org.truncus.model.PackageManifest;
import org.truncus.model.Saliency;
import org.truncus.model.Scores;
import org.truncus.model.Trust;
import org.truncus.net.ExecutionOptions;

/** A model package in TensorFlow. It holds native memory, which {@link #close} gives back. */
public final class PackageScorer implements StudyScorer {

  private final ModelRunner runner;

  private PackageScorer(ModelRunner runner) {
    this.runner = runner;
  }

  /** As {@link #load(Path, Trust, ExecutionOptions)}, whoever made it, in fp32 on any device. */
  public static PackageScorer load(Path folder) {
    return load(folder, Trust.anybody(), ExecutionOptions.standard());
  }

  /**
   * Verifies and loads a package.
   *
   * @param trust who must have signed it
   * @param options device, threads and precision
   * @throws org.truncus.problem.InvalidInputException where it is incomplete, was altered, is not
   *     signed as it must be, or does not reproduce its golden vectors
   */
  public static PackageScorer load(Path folder, Trust trust, ExecutionOptions options) {
    return new PackageScorer(ModelRunner.load(ModelPackage.open(folder, trust), options));
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
  public List<Scores> scoreTogether(List<FloatImage> images) {
    return runner.scoreTogether(images);
  }

  @Override
  public Optional<Saliency> saliency(FloatImage image, String label) {
    return runner.saliency(image, label);
  }

  @Override
  public void close() {
    runner.close();
  }
}
