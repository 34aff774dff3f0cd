package org.truncus.validate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.truncus.metric.Difference;

/**
 * Something else on the same rows: another package, the same images in another form, or another
 * arithmetic. Differences are the first package minus this, on the same resamples of patients.
 *
 * @param name for reports
 * @param kind what it is
 * @param sha256 of another package; empty otherwise
 * @param rows that both scored
 * @param leftOut rows that only one of them scored
 * @param labels in common
 */
public record RivalResult(
    String name, Kind kind, String sha256, int rows, int leftOut, Map<String, OfLabel> labels) {

  /** What it is. */
  public enum Kind {
    /** Another package. */
    MODEL("another package"),
    /** The same images in another form. */
    IMAGES("the same images in another form"),
    /** The same package computed in another precision. */
    PRECISION("the same package in another arithmetic");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** For reports. */
    public String text() {
      return text;
    }
  }

  /**
   * One label.
   *
   * @param first numbers of the first package on these rows, by metric
   * @param other the rival's
   * @param differences first minus rival
   * @param largestShift of a probability
   * @param meanShift mean distance of the probabilities
   * @param decisions rows where both decided, each at its own operating point; 0 without one
   * @param decidedOtherwise rows of these where the decisions differ
   */
  public record OfLabel(
      Map<Metric, Double> first,
      Map<Metric, Double> other,
      Map<Metric, Difference> differences,
      double largestShift,
      double meanShift,
      long decisions,
      long decidedOtherwise) {

    /** Keeps unmodifiable copies. */
    public OfLabel {
      first = Collections.unmodifiableMap(new LinkedHashMap<>(first));
      other = Collections.unmodifiableMap(new LinkedHashMap<>(other));
      differences = Collections.unmodifiableMap(new LinkedHashMap<>(differences));
    }
  }

  /** Keeps an unmodifiable copy. */
  public RivalResult {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }
}
