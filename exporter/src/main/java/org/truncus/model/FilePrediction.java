package org.truncus.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a model says of one file.
 *
 * @param file as it was given
 * @param labels one entry a label, in label order; empty where the file could not be scored
 * @param error why it could not be scored; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FilePrediction(String file, List<LabelPrediction> labels, String error) {

  /** Keeps an unmodifiable copy. */
  public FilePrediction {
    labels = List.copyOf(labels);
  }

  /** Whether the file was scored. */
  public boolean scored() {
    return error == null;
  }

  /** What a score means at the operating point. */
  public enum Decision {
    /** At or above the threshold. */
    @JsonProperty("present")
    PRESENT,
    /** Below the threshold. */
    @JsonProperty("absent")
    ABSENT,
    /** The label has no operating point. */
    @JsonProperty("undetermined")
    UNDETERMINED
  }

  /**
   * What a model says of one label.
   *
   * @param label its name
   * @param logit before calibration
   * @param probability calibrated where the package is, in [0,1]
   * @param calibrated whether the probability may be called one
   * @param threshold of the first operating point; null where there is none
   * @param decision at that point
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LabelPrediction(
      String label,
      double logit,
      double probability,
      boolean calibrated,
      Double threshold,
      Decision decision) {}
}
