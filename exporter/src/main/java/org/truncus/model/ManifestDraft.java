package org.truncus.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.truncus.calibrate.Calibration;
import org.truncus.calibrate.LabelCalibration;
import org.truncus.calibrate.OperatingPoints;
import org.truncus.calibrate.PointTarget;
import org.truncus.list.PredictionList;
import org.truncus.net.Preprocessing;
import org.truncus.train.RunRecord;

/**
 * Writes the manifest of a run.
 *
 * @param record the run
 * @param options what it can't know
 * @param predictions of the validation split
 * @param calibration fitted on them
 */
record ManifestDraft(
    RunRecord record, ExportOptions options, PredictionList predictions, Calibration calibration) {

  PackageManifest manifest(String name, JsonNode training, Instant createdAt) {
    List<String> limitations = new ArrayList<>();
    OperatingPoints points =
        OperatingPoints.choose(
            options.calibration().points(),
            PointTarget.sensitivity(options.targetSensitivity()),
            calibration.apply(predictions, record.data().task()));
    limitations.addAll(points.limitations());
    calibration.perLabel().forEach((label, one) -> mention(label, one, limitations));
    Preprocessing preprocessing = record.preprocessing();
    return new PackageManifest(
        PackageManifest.SCHEMA_VERSION,
        name,
        1,
        createdAt,
        Software.version(),
        record.data().labels(),
        record.data().task(),
        record.config().network().backbone(),
        record.config().network().strategy().text(),
        record.config().network().cut(),
        record.built(),
        new PackageManifest.Parameters(
            record.parameters().trainable(), record.parameters().total()),
        record.macs(),
        new ModelInput(
            preprocessing.imageSize(),
            preprocessing.channels(),
            preprocessing.channels() == 1 ? "MONOCHROME2" : "RGB",
            record.config().input().pixels(),
            preprocessing),
        calibration,
        points.points(),
        limitations,
        domain(preprocessing),
        training,
        algorithm(name),
        options.card(),
        null,
        null,
        Map.of());
  }

  private ValidDomain domain(Preprocessing preprocessing) {
    if (options.validDomain() != null) {
      return options.validDomain();
    }
    return preprocessing.channels() == 1
        ? ValidDomain.frontalChestRadiographs()
        : ValidDomain.any();
  }

  private Algorithm algorithm(String name) {
    return new Algorithm(
        options.algorithmName().isEmpty() ? name : options.algorithmName(),
        options.algorithmVersion(),
        options.manufacturer().isEmpty() ? "not stated" : options.manufacturer(),
        options.codes(),
        options.sites());
  }

  private static void mention(String label, LabelCalibration one, List<String> limitations) {
    if (!one.calibrated()) {
      limitations.add(
          label + " is not calibrated, so its score is not a probability: " + one.reason());
    } else if (one.reason() != null) {
      limitations.add(label + " is calibrated by " + one.method() + ": " + one.reason());
    }
  }
}
