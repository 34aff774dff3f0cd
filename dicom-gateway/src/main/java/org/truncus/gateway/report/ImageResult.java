package org.truncus.gateway.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One instance of the study.
 *
 * @param sopClassUID its SOP Class UID
 * @param sopInstanceUID its SOP Instance UID
 * @param seriesInstanceUID its series
 * @param sha256 digest of its stored bytes, lower-case hex: part of the report's identity
 * @param modality such as {@code DX}; empty where unknown
 * @param view such as {@code PA}; empty where unknown
 * @param eligible whether the model is meant for it
 * @param reason why it isn't eligible, or why an eligible one has no scores; else empty
 * @param scores calibrated probability in [0,1] by label, in label order; empty where it wasn't
 *     scored; NaN where the model gave none
 * @param rawScores the same before calibration; may be empty
 */
public record ImageResult(
    String sopClassUID,
    String sopInstanceUID,
    String seriesInstanceUID,
    String sha256,
    String modality,
    String view,
    boolean eligible,
    String reason,
    Map<String, Double> scores,
    Map<String, Double> rawScores) {

  /** Keeps unmodifiable copies of the scores, in their order. */
  public ImageResult {
    Objects.requireNonNull(sopClassUID, "sopClassUID");
    Objects.requireNonNull(sopInstanceUID, "sopInstanceUID");
    Objects.requireNonNull(seriesInstanceUID, "seriesInstanceUID");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(modality, "modality");
    Objects.requireNonNull(view, "view");
    Objects.requireNonNull(reason, "reason");
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    rawScores = Collections.unmodifiableMap(new LinkedHashMap<>(rawScores));
  }

  /** Without scores before calibration. */
  public ImageResult(
      String sopClassUID,
      String sopInstanceUID,
      String seriesInstanceUID,
      String sha256,
      String modality,
      String view,
      boolean eligible,
      String reason,
      Map<String, Double> scores) {
    this(
        sopClassUID,
        sopInstanceUID,
        seriesInstanceUID,
        sha256,
        modality,
        view,
        eligible,
        reason,
        scores,
        Map.of());
  }

  /** Whether the model gave scores for it. */
  public boolean scored() {
    return !scores.isEmpty();
  }
}
