package org.truncus.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truncus.calibrate.LabelCalibration;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.image.ImageReader;
import org.truncus.model.FilePrediction.Decision;
import org.truncus.model.FilePrediction.LabelPrediction;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;

/**
 * Scores image and DICOM files with the pixel policy of the package. Safe for several threads; the
 * runner is closed by who loaded it.
 */
public final class FilePredictor {

  private final ModelRunner runner;
  private final ImageReader reader;

  /** A predictor that uses a loaded model. */
  public FilePredictor(ModelRunner runner) {
    this.runner = runner;
    this.reader = new ImageReader(runner.model().manifest().input().pixels());
  }

  /** Scores a file; one that can't be read becomes an entry with its error. */
  public FilePrediction predict(Path file) {
    try {
      Scores scores = runner.score(reader.read(file).image());
      return new FilePrediction(file.toString(), labels(scores), null);
    } catch (InvalidInputException | UnsupportedInputException e) {
      return new FilePrediction(file.toString(), List.of(), e.getMessage());
    }
  }

  private List<LabelPrediction> labels(Scores scores) {
    PackageManifest manifest = runner.model().manifest();
    List<LabelPrediction> predictions = new ArrayList<>();
    for (int l = 0; l < manifest.labels().size(); l++) {
      String label = manifest.labels().get(l);
      double probability = scores.probabilities()[l];
      Optional<OperatingPoint> point = manifest.operatingPoint(label);
      LabelCalibration calibration = manifest.calibration().perLabel().get(label);
      predictions.add(
          new LabelPrediction(
              label,
              scores.logits()[l],
              probability,
              calibration.calibrated(),
              point.map(OperatingPoint::threshold).orElse(null),
              decision(point, probability)));
    }
    return predictions;
  }

  private static Decision decision(Optional<OperatingPoint> point, double probability) {
    if (point.isEmpty()) {
      return Decision.UNDETERMINED;
    }
    return point.get().positive(probability) ? Decision.PRESENT : Decision.ABSENT;
  }
}
