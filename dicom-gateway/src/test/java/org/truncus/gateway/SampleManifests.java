package org.truncus.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.truncus.calibrate.Calibration;
import org.truncus.calibrate.CalibrationQuality;
import org.truncus.calibrate.FittedOn;
import org.truncus.calibrate.LabelCalibration;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.calibrate.Temperature;
import org.truncus.image.PixelPolicy;
import org.truncus.list.Task;
import org.truncus.metric.Interval;
import org.truncus.model.Algorithm;
import org.truncus.model.CardTexts;
import org.truncus.model.LabelCode;
import org.truncus.model.ModelInput;
import org.truncus.model.PackageManifest;
import org.truncus.model.ValidDomain;
import org.truncus.net.Fit;
import org.truncus.net.Preprocessing;
import org.truncus.train.BuiltNetwork;

/** What models of tests say of themselves. */
final class SampleManifests {

  private SampleManifests() {}

  /**
   * A manifest.
   *
   * @param codes of the labels that have one
   * @param threshold of each label
   */
  static PackageManifest of(
      String name,
      long version,
      List<String> labels,
      Map<String, LabelCode> codes,
      double threshold) {
    CalibrationQuality quality = new CalibrationQuality(0.02, 0.1, 0.3);
    LabelCalibration label = LabelCalibration.of(new Temperature(1.5), 100, 40, quality, quality);
    return new PackageManifest(
        PackageManifest.SCHEMA_VERSION,
        name,
        version,
        Instant.parse("2026-11-23T08:00:00Z"),
        "0.1.0",
        labels,
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
            all(labels, label),
            new FittedOn("ab".repeat(32), "val", 100, 80, all(labels, 0.4)),
            quality,
            quality),
        labels.stream().map(l -> point(l, threshold)).toList(),
        List.of(),
        ValidDomain.frontalChestRadiographs(),
        null,
        new Algorithm(name, "1", "Truncus tests", codes),
        CardTexts.none(),
        null,
        null,
        Map.of());
  }

  private static <T> Map<String, T> all(List<String> labels, T value) {
    return labels.stream().collect(Collectors.toMap(label -> label, label -> value));
  }

  private static OperatingPoint point(String label, double threshold) {
    Interval interval = new Interval(0.8, 0.95);
    return new OperatingPoint(
        label,
        "sensitivity-0.90",
        threshold,
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
        0.4);
  }
}
