package org.truncus.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.truncus.calibrate.Calibration;
import org.truncus.calibrate.CalibrationQuality;
import org.truncus.calibrate.FittedOn;
import org.truncus.calibrate.LabelCalibration;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.calibrate.Temperature;
import org.truncus.gateway.infer.StudyScorer;
import org.truncus.image.FloatImage;
import org.truncus.image.PixelPolicy;
import org.truncus.list.Task;
import org.truncus.metric.Interval;
import org.truncus.model.Algorithm;
import org.truncus.model.CardTexts;
import org.truncus.model.LabelCode;
import org.truncus.model.ModelInput;
import org.truncus.model.PackageManifest;
import org.truncus.model.Saliency;
import org.truncus.model.Scores;
import org.truncus.model.ValidDomain;
import org.truncus.net.Fit;
import org.truncus.net.Preprocessing;
import org.truncus.train.BuiltNetwork;

/** A model without TensorFlow: the probability of an effusion is the mean of the pixels. */
public final class BrightnessScorer implements StudyScorer {

  public static final String LABEL = "effusion";
  public static final double THRESHOLD = 0.5;

  private final PackageManifest manifest;
  private final AtomicInteger failuresLeft;

  /** A model of this version that fails so many times before it works. */
  public BrightnessScorer(long version, int failures) {
    this.manifest = manifest(version);
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

  private static PackageManifest manifest(long version) {
    CalibrationQuality quality = new CalibrationQuality(0.02, 0.1, 0.3);
    LabelCalibration label = LabelCalibration.of(new Temperature(1.5), 100, 40, quality, quality);
    Interval interval = new Interval(0.8, 0.95);
    return new PackageManifest(
        PackageManifest.SCHEMA_VERSION,
        "brightness",
        version,
        Instant.parse("2026-11-23T08:00:00Z"),
        "0.1.0",
        List.of(LABEL),
        Task.MULTILABEL,
        "resnet50",
        "truncated",
        "L8",
        new BuiltNetwork("resnet50", "L8", false, "gap", null, null, null),
        new PackageManifest.Parameters(1, 1),
        1,
        new ModelInput(
            64, 1, "MONOCHROME2", PixelPolicy.standard(), Preprocessing.torch(64, 1, Fit.STRETCH)),
        new Calibration(
            "temperature",
            Map.of(LABEL, label),
            new FittedOn("ab".repeat(32), "val", 100, 80, Map.of(LABEL, 0.4)),
            quality,
            quality),
        List.of(
            new OperatingPoint(
                LABEL,
                "sensitivity-0.90",
                THRESHOLD,
                "sensitivity >= 0.90",
                36,
                12,
                48,
                4,
                0.9,
                0.8,
                0.75,
                0.92,
                new OperatingPoint.Intervals(interval, interval, interval, interval),
                0.4)),
        List.of(),
        ValidDomain.frontalChestRadiographs(),
        null,
        new Algorithm(
            "Brightness",
            "1",
            "Truncus tests",
            Map.of(LABEL, new LabelCode("60046008", "SCT", "Pleural effusion"))),
        CardTexts.none(),
        null,
        null,
        Map.of());
  }
}
