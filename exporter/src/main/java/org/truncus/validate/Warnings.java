package org.truncus.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.truncus.calibrate.LabelCalibration;
import org.truncus.model.PackageManifest;

/** What a reader of a report must not miss. */
final class Warnings {

  private Warnings() {}

  static List<String> of(
      PackageManifest manifest,
      TestRows tested,
      Scoring.Result scoring,
      TrainingOverlap overlap,
      Map<String, LabelResult> labels) {
    List<String> warnings = new ArrayList<>();
    if (overlap.rows() > 0) {
      warnings.add(
          overlap.rows()
              + " of the rows were used to train or calibrate the model: these results say nothing"
              + " about new patients");
    }
    if (!overlap.known() && !tested.sameList()) {
      warnings.add(
          "whether these patients or images were in the training can't be told: the package has no"
              + " digests of them");
    }
    if (tested.list().notes().withoutPatient() > 0) {
      warnings.add(
          tested.list().notes().withoutPatient()
              + " rows of the list state no patient and count as one each: with several images of a"
              + " patient the intervals are too narrow");
    }
    if (!scoring.failures().isEmpty()) {
      warnings.add(
          scoring.failures().size()
              + " of "
              + tested.rows().size()
              + " images could not be scored and are in no metric; they are listed below");
    }
    outsideOfDomain(manifest, scoring, warnings);
    labels.forEach((label, result) -> warn(manifest, label, result, warnings));
    List<String> missing = new ArrayList<>(manifest.labels());
    missing.removeAll(tested.labels());
    if (!missing.isEmpty()) {
      warnings.add(
          "not validated, since the list has no such column: " + String.join(", ", missing));
    }
    return warnings;
  }

  private static void outsideOfDomain(
      PackageManifest manifest, Scoring.Result scoring, List<String> warnings) {
    List<String> views = manifest.validDomain().views();
    long outside =
        scoring.rows().stream()
            .map(row -> Subgroups.value(row, "view", Subgroups.BANDS))
            .filter(view -> !view.equals(Subgroups.NOT_STATED) && !views.contains(view))
            .count();
    if (!views.isEmpty() && outside > 0) {
      warnings.add(
          outside
              + " of the images are of views that the model isn't meant for (it is for "
              + String.join(", ", views)
              + "); they are in the metrics all the same, see the subgroups by view");
    }
  }

  private static void warn(
      PackageManifest manifest, String label, LabelResult result, List<String> warnings) {
    if (result.positives() == 0 || result.negatives() == 0) {
      warnings.add(label + ": all rows are of one kind, so nothing can be measured");
    } else if (result.insufficient()) {
      warnings.add(
          label
              + ": only "
              + result.positives()
              + " positive and "
              + result.negatives()
              + " negative rows; intervals are wide, mind their ends rather than the values");
    }
    if (result.points().isEmpty()) {
      warnings.add(label + ": the model has no operating point, so no decisions were judged");
    }
    LabelCalibration calibration = manifest.calibration().perLabel().get(label);
    if (!calibration.calibrated()) {
      warnings.add(label + ": the model is not calibrated for it (" + calibration.reason() + ")");
    }
  }
}
