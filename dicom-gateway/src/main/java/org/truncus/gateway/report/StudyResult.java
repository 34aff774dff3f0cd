package org.truncus.gateway.report;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/**
 * Everything there is to say about one study by one model.
 *
 * @param source header (no pixel data) of one instance of the study: patient and study attributes
 *     are copied from it. Not to be changed afterwards
 * @param images every image of the study, in a stable order, at least one
 * @param labels the study's result, one for each label of the model in its order, whether or not
 *     anything was scored
 * @param model which model
 * @param device which gateway
 * @param reason why the study could not be evaluated; empty where at least one image was
 * @param revision 1 for the first result of the study, counted up where images came late
 * @param predecessorUID SOP Instance UID of the report this one replaces; empty for none
 * @param createdAt when, in the zone of the hospital
 * @param captures heat maps which the report refers to; empty unless they are sent as well
 */
public record StudyResult(
    DataSet source,
    List<ImageResult> images,
    List<LabelResult> labels,
    ModelIdentity model,
    ReportDevice device,
    String reason,
    int revision,
    String predecessorUID,
    OffsetDateTime createdAt,
    List<CaptureReference> captures) {

  /** Checks that there is a study, an image and a label, and a reason where nothing was scored. */
  public StudyResult {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(predecessorUID, "predecessorUID");
    Objects.requireNonNull(createdAt, "createdAt");
    images = List.copyOf(images);
    labels = List.copyOf(labels);
    captures = List.copyOf(captures);
    require(source.string(Tag.StudyInstanceUID).isPresent(), "the source has no StudyInstanceUID");
    require(!images.isEmpty(), "a result without images has no evidence");
    require(!labels.isEmpty(), "a result needs at least one label");
    require(revision >= 1, "revision must be 1 or more, found " + revision);
    boolean scored = images.stream().anyMatch(ImageResult::scored);
    require(scored == reason.isEmpty(), "a reason is needed exactly where no image was scored");
  }

  /** Without heat maps. */
  public StudyResult(
      DataSet source,
      List<ImageResult> images,
      List<LabelResult> labels,
      ModelIdentity model,
      ReportDevice device,
      String reason,
      int revision,
      String predecessorUID,
      OffsetDateTime createdAt) {
    this(
        source,
        images,
        labels,
        model,
        device,
        reason,
        revision,
        predecessorUID,
        createdAt,
        List.of());
  }

  /** The same result with heat maps to refer to; it is another document then. */
  public StudyResult withCaptures(List<CaptureReference> newCaptures) {
    return new StudyResult(
        source,
        images,
        labels,
        model,
        device,
        reason,
        revision,
        predecessorUID,
        createdAt,
        newCaptures);
  }

  /**
   * The same result, but in place of another report: each class of a revision replaces the one of
   * its own class.
   *
   * @param newPredecessorUID SOP Instance UID; empty for none
   */
  public StudyResult replacing(String newPredecessorUID) {
    return new StudyResult(
        source,
        images,
        labels,
        model,
        device,
        reason,
        revision,
        newPredecessorUID,
        createdAt,
        captures);
  }

  /** The study's UID. */
  public String studyInstanceUID() {
    return source.string(Tag.StudyInstanceUID).orElseThrow();
  }

  /** Whether at least one image was scored. */
  public boolean evaluated() {
    return reason.isEmpty();
  }

  /** The images which were scored. */
  public List<ImageResult> scoredImages() {
    return images.stream().filter(ImageResult::scored).toList();
  }

  /** The result of a label of this name. */
  public Optional<LabelResult> label(String name) {
    return labels.stream().filter(label -> label.name().equals(name)).findFirst();
  }

  /**
   * {@code final}, {@code partial} (an eligible image failed), {@code failed} (all of them) or
   * {@code skipped} (none eligible).
   */
  public String status() {
    boolean eligible = images.stream().anyMatch(ImageResult::eligible);
    if (!eligible) {
      return "skipped";
    }
    if (!evaluated()) {
      return "failed";
    }
    return images.stream().anyMatch(i -> i.eligible() && !i.scored()) ? "partial" : "final";
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
