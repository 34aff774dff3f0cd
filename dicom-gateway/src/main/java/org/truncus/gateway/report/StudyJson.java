package org.truncus.gateway.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.truncus.json.Json;

/**
 * A study's result as the gateway's own JSON: no patient identifiers. Scores and thresholds are in
 * [0,1], NaN is {@code null}.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param studyInstanceUID the study
 * @param revision 1 and up
 * @param status {@code final}, {@code partial}, {@code failed} or {@code skipped}
 * @param reasons why the study, or some of its images, could not be evaluated
 * @param model name, version, sha256 and preprocessId
 * @param operatingPoint name, thresholds by label, calibration
 * @param images every image
 * @param study the result by label; empty where the study could not be evaluated
 * @param outputs what was made of it and where it went
 * @param timings ISO 8601 instants by event, such as {@code reported}
 */
public record StudyJson(
    int schemaVersion,
    String studyInstanceUID,
    int revision,
    String status,
    List<String> reasons,
    Model model,
    OperatingPoint operatingPoint,
    List<Image> images,
    List<Label> study,
    List<Output> outputs,
    Map<String, String> timings) {
  /** The version of this document's shape. */
  public static final int SCHEMA_VERSION = 1;

  /** The model's identity. */
  public record Model(String name, String version, String sha256, String preprocessId) {}

  /** How decisions were made. */
  public record OperatingPoint(String name, Map<String, Double> thresholds, String calibration) {}

  /** One image of the study. */
  public record Image(
      String sop,
      String series,
      String view,
      boolean eligible,
      String reason,
      Map<String, Double> scores) {}

  /** One label's result; {@code class} is its name in the model. */
  public record Label(
      @JsonProperty("class") String name,
      Code code,
      double score,
      double threshold,
      Decision decision,
      Derivation derivation) {}

  /** An object made for the study, and one of its deliveries. */
  public record Output(
      String sop,
      @JsonProperty("class") String sopClass,
      String destination,
      String state,
      String lastStatus) {}

  /** The document of a result, with what the caller knows about deliveries and times. */
  public static StudyJson of(
      StudyResult result, List<Output> outputs, Map<String, String> timings) {
    ModelIdentity model = result.model();
    return new StudyJson(
        SCHEMA_VERSION,
        result.studyInstanceUID(),
        result.revision(),
        result.status(),
        reasons(result),
        new Model(model.name(), model.version(), model.sha256(), model.preprocessId()),
        new OperatingPoint(model.operatingPoint(), thresholds(result), model.calibration()),
        result.images().stream().map(StudyJson::image).toList(),
        result.evaluated() ? result.labels().stream().map(StudyJson::label).toList() : List.of(),
        List.copyOf(outputs),
        new TreeMap<>(timings));
  }

  /** One indented document ending in a line feed. */
  public String text() {
    return Json.write(this);
  }

  private static List<String> reasons(StudyResult result) {
    LinkedHashSet<String> reasons = new LinkedHashSet<>();
    if (!result.reason().isEmpty()) {
      reasons.add(result.reason());
    }
    result.images().stream()
        .map(ImageResult::reason)
        .filter(reason -> !reason.isEmpty())
        .forEach(reasons::add);
    return List.copyOf(reasons);
  }

  private static Map<String, Double> thresholds(StudyResult result) {
    Map<String, Double> thresholds = new LinkedHashMap<>();
    result.labels().forEach(label -> thresholds.put(label.name(), label.threshold()));
    return thresholds;
  }

  private static Image image(ImageResult image) {
    return new Image(
        image.sopInstanceUID(),
        image.seriesInstanceUID(),
        image.view(),
        image.eligible(),
        image.reason(),
        image.scores());
  }

  private static Label label(LabelResult label) {
    return new Label(
        label.name(),
        label.code(),
        label.score(),
        label.threshold(),
        label.decision(),
        label.derivation());
  }
}
