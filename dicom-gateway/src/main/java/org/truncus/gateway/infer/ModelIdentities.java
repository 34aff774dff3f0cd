package org.truncus.gateway.infer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.truncus.calibrate.Calibration;
import org.truncus.calibrate.LabelCalibration;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.gateway.report.ModelIdentity;
import org.truncus.json.Json;
import org.truncus.list.Task;
import org.truncus.metric.Interval;
import org.truncus.model.PackageManifest;

/** Puts what a package says of itself into the few lines that a report holds. */
final class ModelIdentities {

  private static final int LONGEST = 1000;

  private ModelIdentities() {}

  static ModelIdentity of(StudyScorer scorer) {
    PackageManifest manifest = scorer.manifest();
    return new ModelIdentity(
        manifest.name(),
        String.valueOf(manifest.version()),
        manifest.algorithm().manufacturer(),
        scorer.sha256(),
        preprocessId(manifest),
        cut(
            manifest.operatingPoints().stream()
                .map(ModelIdentities::operatingPoint)
                .collect(Collectors.joining("; "))),
        cut(calibration(manifest.calibration(), uncalibrated(manifest))),
        manifest.task() == Task.MULTICLASS ? "softmax" : "sigmoid",
        operatingPoints(manifest),
        uncalibrated(manifest));
  }

  private static Map<String, String> operatingPoints(PackageManifest manifest) {
    Map<String, String> points = new TreeMap<>();
    for (String label : manifest.labels()) {
      manifest
          .operatingPoint(label)
          .ifPresent(point -> points.put(label, ofLabel(point, manifest.calibration())));
    }
    return points;
  }

  private static String ofLabel(OperatingPoint point, Calibration calibration) {
    OperatingPoint.Intervals ci95 = point.ci95();
    return String.format(
        Locale.ROOT,
        "%s;threshold=%.4f%s;sens=%.3f%s;spec=%.3f%s",
        point.name(),
        point.threshold(),
        calibration.fittedOn() == null ? "" : ";chosenOn=" + calibration.fittedOn().listSha256(),
        point.sensitivity(),
        ci95 == null ? "" : interval(ci95.sensitivity()),
        point.specificity(),
        ci95 == null ? "" : interval(ci95.specificity()));
  }

  private static String interval(Interval interval) {
    return interval == null || !interval.isDefined()
        ? ""
        : String.format(Locale.ROOT, "[%.3f,%.3f]", interval.low(), interval.high());
  }

  private static List<String> uncalibrated(PackageManifest manifest) {
    Map<String, LabelCalibration> perLabel = manifest.calibration().perLabel();
    return manifest.labels().stream().filter(label -> !perLabel.get(label).calibrated()).toList();
  }

  private static String preprocessId(PackageManifest manifest) {
    byte[] input = Json.write(manifest.input()).getBytes(StandardCharsets.UTF_8);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(input);
      return "input-" + HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String operatingPoint(OperatingPoint point) {
    return String.format(
        Locale.ROOT,
        "%s: %s threshold=%.4f sens=%.3f spec=%.3f",
        point.label(),
        point.name(),
        point.threshold(),
        point.sensitivity(),
        point.specificity());
  }

  private static String calibration(Calibration calibration, List<String> uncalibrated) {
    if (calibration.method().equals("none")) {
      return "none";
    }
    return String.format(
        Locale.ROOT,
        "%s%s; ece=%.4f; rows=%d; list=%s",
        calibration.method(),
        uncalibrated.isEmpty() ? "" : " but none for " + String.join(", ", uncalibrated),
        calibration.after().ece(),
        calibration.fittedOn().rows(),
        calibration.fittedOn().listSha256());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
