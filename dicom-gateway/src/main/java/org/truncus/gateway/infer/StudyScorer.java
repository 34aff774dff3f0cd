package org.truncus.gateway.infer;

import java.util.List;
import java.util.Optional;
import org.truncus.image.FloatImage;
import org.truncus.model.PackageManifest;
import org.truncus.model.Saliency;
import org.truncus.model.Scores;

/** A model as the gateway uses it. Whoever made it closes it. */
public interface StudyScorer extends AutoCloseable {

  /** What the model says of itself. */
  PackageManifest manifest();

  /** The identity of the package: the digest of its manifest. */
  String sha256();

  /**
   * Scores one image.
   *
   * @param image {@code [H,W,C]} in [0,1], decoded under the manifest's pixel policy
   */
  Scores score(FloatImage image);

  /**
   * Scores several images, in one call of the network where the model can.
   *
   * @return one an image, in their order
   */
  default List<Scores> scoreTogether(List<FloatImage> images) {
    return images.stream().map(this::score).toList();
  }

  /**
   * Where one image speaks for a label; see {@link Saliency}.
   *
   * @param image as for {@link #score}
   * @param label one of the manifest's
   * @return empty where this scorer can't say
   */
  default Optional<Saliency> saliency(FloatImage image, String label) {
    return Optional.empty();
  }

  /** Where it was loaded from. */
  String source();

  /** {@code name/version}. */
  default String id() {
    return manifest().name() + "/" + manifest().version();
  }

  @Override
  void close();
}
