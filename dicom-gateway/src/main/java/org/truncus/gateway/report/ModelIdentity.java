package org.truncus.gateway.report;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which model, at which operating configuration, made a result.
 *
 * @param name name of the package
 * @param version its version
 * @param manufacturer who answers for it; may be empty
 * @param sha256 digest of its {@code truncus.json}, lower-case hex
 * @param preprocessId what identifies its preprocessing
 * @param operatingPoint name and facts of the thresholds' choice, one line
 * @param calibration method and facts of the calibration, one line; {@code none} where the scores
 *     are no probabilities
 * @param scoreKind {@code sigmoid} for independent labels, {@code softmax} for classes which
 *     exclude each other
 * @param operatingPoints the same for each label, where there is one: name, threshold, and how good
 *     it was where it was chosen
 * @param uncalibrated labels whose scores are no probabilities though those of others are
 */
public record ModelIdentity(
    String name,
    String version,
    String manufacturer,
    String sha256,
    String preprocessId,
    String operatingPoint,
    String calibration,
    String scoreKind,
    Map<String, String> operatingPoints,
    List<String> uncalibrated) {

  /** Checks that nothing is missing. */
  public ModelIdentity {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(manufacturer, "manufacturer");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(preprocessId, "preprocessId");
    Objects.requireNonNull(operatingPoint, "operatingPoint");
    Objects.requireNonNull(calibration, "calibration");
    Objects.requireNonNull(scoreKind, "scoreKind");
    operatingPoints = Collections.unmodifiableMap(new TreeMap<>(operatingPoints));
    uncalibrated = List.copyOf(uncalibrated);
  }

  /** A model of whose operating points no more is known than the one line. */
  public ModelIdentity(
      String name,
      String version,
      String manufacturer,
      String sha256,
      String preprocessId,
      String operatingPoint,
      String calibration,
      String scoreKind,
      List<String> uncalibrated) {
    this(
        name,
        version,
        manufacturer,
        sha256,
        preprocessId,
        operatingPoint,
        calibration,
        scoreKind,
        Map.of(),
        uncalibrated);
  }

  /** A model whose calibration holds for all labels alike. */
  public ModelIdentity(
      String name,
      String version,
      String manufacturer,
      String sha256,
      String preprocessId,
      String operatingPoint,
      String calibration,
      String scoreKind) {
    this(
        name,
        version,
        manufacturer,
        sha256,
        preprocessId,
        operatingPoint,
        calibration,
        scoreKind,
        List.of());
  }

  /** Whether scores may be called probabilities, but for those of {@link #uncalibrated}. */
  public boolean calibrated() {
    return !calibration.startsWith("none");
  }

  /** Whether the labels exclude each other. */
  public boolean softmax() {
    return scoreKind.equals("softmax");
  }
}
