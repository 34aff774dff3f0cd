package org.truncus.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truncus.gateway.infer.StudyScorer;
import org.truncus.image.FloatImage;
import org.truncus.model.LabelCode;
import org.truncus.model.PackageManifest;
import org.truncus.model.Saliency;
import org.truncus.model.Scores;

/**
 * A model of several labels, of which one has no code: effusion is in the bright images, nodule in
 * the dark ones, and texture is said to be in half of all. It fails for black images.
 */
final class LabelsScorer implements StudyScorer {

  static final List<String> LABELS = List.of("effusion", "nodule", "texture");
  static final double BLACK = 0.1;

  private final PackageManifest manifest =
      SampleManifests.of(
          "labels",
          1,
          LABELS,
          Map.of(
              "effusion",
              new LabelCode("60046008", "SCT", "Pleural effusion"),
              "nodule",
              new LabelCode("27925004", "SCT", "Nodule")),
          0.5);

  @Override
  public PackageManifest manifest() {
    return manifest;
  }

  @Override
  public String sha256() {
    return "fedcba9876543210".repeat(4);
  }

  @Override
  public Scores score(FloatImage image) {
    double sum = 0;
    for (float sample : image.samples()) {
      sum += sample;
    }
    float mean = (float) (sum / image.samples().length);
    if (mean < BLACK) {
      throw new IllegalStateException("a black image");
    }
    float[] shares = {mean, 1 - mean, 0.5f};
    float[] logits = new float[shares.length];
    for (int i = 0; i < shares.length; i++) {
      logits[i] = (float) Math.log(shares[i] / (1 - shares[i]));
    }
    return new Scores(logits, shares);
  }

  @Override
  public Optional<Saliency> saliency(FloatImage image, String label) {
    float[] corner = {1, 0.4f, 0.1f, 0.4f, 0.2f, 0, 0.1f, 0, 0};
    return Optional.of(new Saliency(3, 3, corner, new Saliency.Region(0, 0, 1, 1)));
  }

  @Override
  public String source() {
    return "in process";
  }

  @Override
  public void close() {}
}
