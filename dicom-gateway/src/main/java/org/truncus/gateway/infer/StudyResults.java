package org.truncus.gateway.infer;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.gateway.report.Code;
import org.truncus.gateway.report.Decision;
import org.truncus.gateway.report.Derivation;
import org.truncus.gateway.report.FindingSite;
import org.truncus.gateway.report.ImageResult;
import org.truncus.gateway.report.LabelResult;
import org.truncus.gateway.report.ReportDevice;
import org.truncus.gateway.report.StudyResult;
import org.truncus.list.Task;
import org.truncus.model.LabelCode;
import org.truncus.model.LabelSite;
import org.truncus.model.PackageManifest;
import org.truncus.model.Scores;

/**
 * Makes the result of a study from the scores of its images: for each label the greatest calibrated
 * probability over the scored images, decided at the label's first operating point; of classes
 * which exclude each other at most the likeliest is present.
 */
final class StudyResults {

  private final ReportDevice device;

  StudyResults(ReportDevice device) {
    this.device = device;
  }

  /**
   * The result.
   *
   * @param images at least one
   * @param reason why none of them was scored; empty where one was
   */
  StudyResult of(
      StudyScorer scorer,
      List<ScoredImage> images,
      int revision,
      String reason,
      OffsetDateTime createdAt) {
    DataSet source =
        images.stream()
            .filter(image -> image.scores().isPresent())
            .findFirst()
            .or(() -> images.stream().filter(image -> image.header().size() > 0).findFirst())
            .orElseThrow()
            .header();
    return new StudyResult(
        source,
        images.stream().map(image -> image(scorer.manifest(), image)).toList(),
        labels(scorer.manifest(), images),
        ModelIdentities.of(scorer),
        device,
        reason,
        revision,
        "",
        createdAt);
  }

  private static ImageResult image(PackageManifest manifest, ScoredImage image) {
    return new ImageResult(
        image.instance().sopClassUid(),
        image.instance().sopInstanceUid(),
        image.instance().seriesUid(),
        image.instance().sha256(),
        image.header().string(Tag.Modality).orElse(""),
        Views.of(image.header()),
        image.eligible(),
        image.objection().map(Ineligible::code).orElse(""),
        image.scores().map(s -> byLabel(manifest.labels(), s.probabilities())).orElse(Map.of()),
        image
            .scores()
            .map(s -> byLabel(manifest.labels(), RawScores.of(manifest.task(), s.logits())))
            .orElse(Map.of()));
  }

  private static Map<String, Double> byLabel(List<String> labels, float[] values) {
    Map<String, Double> byLabel = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      byLabel.put(labels.get(i), (double) values[i]);
    }
    return byLabel;
  }

  private static List<LabelResult> labels(PackageManifest manifest, List<ScoredImage> images) {
    List<LabelResult> labels =
        manifest.labels().stream().map(label -> label(manifest, label, images)).toList();
    return manifest.task() == Task.MULTICLASS ? exclusive(labels) : labels;
  }

  /** Of classes which exclude each other only the likeliest can be present. */
  private static List<LabelResult> exclusive(List<LabelResult> labels) {
    String best = LabelResult.likeliest(labels).name();
    return labels.stream()
        .map(
            label ->
                label.name().equals(best) || label.decision() != Decision.PRESENT
                    ? label
                    : new LabelResult(
                        label.name(),
                        label.code(),
                        label.score(),
                        label.threshold(),
                        Decision.ABSENT,
                        label.derivation(),
                        label.site()))
        .toList();
  }

  private static LabelResult label(
      PackageManifest manifest, String label, List<ScoredImage> images) {
    int index = manifest.labels().indexOf(label);
    double greatest = Double.NaN;
    for (ScoredImage image : images) {
      if (image.scores().isPresent()) {
        Scores scores = image.scores().get();
        double score = scores.probabilities()[index];
        greatest = Double.isNaN(greatest) ? score : Math.max(greatest, score);
      }
    }
    double threshold =
        manifest.operatingPoint(label).map(OperatingPoint::threshold).orElse(Double.NaN);
    LabelResult result =
        LabelResult.of(label, code(manifest, label), greatest, threshold, Derivation.MAXIMUM);
    return manifest.algorithm().site(label).map(StudyResults::site).map(result::at).orElse(result);
  }

  private static FindingSite site(LabelSite site) {
    return new FindingSite(
        code(site.site()), Optional.ofNullable(site.laterality()).map(StudyResults::code));
  }

  private static Code code(PackageManifest manifest, String label) {
    return code(manifest.algorithm().code(label));
  }

  private static Code code(LabelCode code) {
    return Code.of(code.value(), code.scheme(), code.meaning());
  }
}
