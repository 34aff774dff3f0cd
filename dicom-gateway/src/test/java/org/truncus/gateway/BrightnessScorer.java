package org.truncus.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.truncus.gateway.infer.StudyScorer;
import org.truncus.image.FloatImage;
import org.truncus.model.LabelCode;
import org.truncus.model.PackageManifest;
import org.truncus.model.Saliency;
import org.truncus.model.Scores;

/** A model without TensorFlow: the probability of an effusion is the mean of the pixels. */
public final class BrightnessScorer implements StudyScorer {

  public static final String LABEL = "effusion";
  public static final double THRESHOLD = 0.5;

  private final PackageManifest manifest;
  private final AtomicInteger failuresLeft;

  /** A model of this version that fails so many times before it works. */
  public BrightnessScorer(long version, int failures) {
    this.manifest =
        SampleManifests.of(
            "brightness",
            version,
            List.of(LABEL),
            Map.of(LABEL, new LabelCode("60046008", "SCT", "Pleural effusion")),
            THRESHOLD);
    this.failuresLeft = new AtomicInteger(failures);
  }

  @Override
  public PackageManifest manifest() {
    return manifest;
  }

  @Override
  public String sha256() {
    return "0123456789abcdef".repeat(4);
  }

  @Override
  public String source() {
    return "in process";
  }

  @Override
  public Scores score(FloatImage image) {
    if (failuresLeft.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new IllegalStateException("Canary^ZQXNAME stands in this message");
    }
    double sum = 0;
    for (float sample : image.samples()) {
      sum += sample;
    }
    float mean = (float) (sum / image.samples().length);
    return new Scores(new float[] {(float) Math.log(mean / (1 - mean))}, new float[] {mean});
  }

  @Override
  public Optional<Saliency> saliency(FloatImage image, String label) {
    Saliency.Region whole = new Saliency.Region(0, 0, 1, 1);
    return Optional.of(new Saliency(2, 2, new float[] {0, 0.2f, 0.5f, 1}, whole));
  }

  @Override
  public void close() {}
}
