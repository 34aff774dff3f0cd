package org.truncus.gateway.infer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomReader;
import org.truncus.gateway.report.Decision;
import org.truncus.gateway.report.ImageResult;
import org.truncus.gateway.report.LabelResult;
import org.truncus.gateway.report.SaliencyCapture;
import org.truncus.gateway.report.StudyResult;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Failures;
import org.truncus.image.FloatImage;
import org.truncus.image.ImageReader;
import org.truncus.image.PixelPolicy;
import org.truncus.model.Saliency;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;

/**
 * Heat maps of the images in which a finding is present, one for each image and label. A heat map
 * that can't be made is left out: the report doesn't depend on it.
 */
record HeatMaps(DataFolder folder, StudyScorer scorer) {

  private static final Logger LOG = LoggerFactory.getLogger(HeatMaps.class);

  /**
   * A heat map as a Part 10 file.
   *
   * @param sopInstanceUid of the object
   */
  @SuppressWarnings("ArrayRecordComponent") // written to a file, never compared
  record Made(String sopInstanceUid, byte[] file) {}

  List<Made> of(StudyResult result) {
    List<Made> made = new ArrayList<>();
    for (ImageResult image : result.scoredImages()) {
      List<String> present =
          result.labels().stream()
              .filter(label -> present(image, label))
              .map(LabelResult::name)
              .toList();
      if (!present.isEmpty()) {
        try {
          add(made, result, image, present);
        } catch (InvalidInputException | UnsupportedInputException | IllegalStateException e) {
          LOG.warn("instance {}: no heat map: {}", image.sopInstanceUID(), Failures.describe(e));
        }
      }
    }
    return made;
  }

  private static boolean present(ImageResult image, LabelResult label) {
    double score = image.scores().getOrDefault(label.name(), Double.NaN);
    return label.decision() == Decision.PRESENT
        && Decision.of(score, label.threshold()) == Decision.PRESENT;
  }

  private void add(List<Made> made, StudyResult result, ImageResult image, List<String> labels) {
    Path file = folder.instance(image.sha256());
    DataSet header = DicomReader.readHeader(file).dataSet();
    FloatImage seen = new ImageReader(scorer.manifest().input().pixels()).read(file).image();
    FloatImage displayed = new ImageReader(PixelPolicy.standard()).read(file).image();
    for (String label : labels) {
      SaliencyCapture capture = new SaliencyCapture(result, image, label);
      Optional<Saliency> map = scorer.saliency(seen, label);
      map.filter(HeatMaps::saysSomething)
          .ifPresent(
              m ->
                  made.add(
                      new Made(capture.sopInstanceUID(), capture.bytes(header, displayed, m))));
    }
  }

  /** Where nothing in the last feature map speaks for the label, a map would show nothing. */
  private static boolean saysSomething(Saliency map) {
    for (float value : map.values()) {
      if (value > 0) {
        return true;
      }
    }
    return false;
  }
}
