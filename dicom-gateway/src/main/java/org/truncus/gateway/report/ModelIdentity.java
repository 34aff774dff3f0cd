package org.truncus.gateway.report;

import java.util.Objects;

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
 */
public record ModelIdentity(
    String name,
    String version,
    String manufacturer,
    String sha256,
    String preprocessId,
    String operatingPoint,
    String calibration,
    String scoreKind) {

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
  }

  /** Whether scores may be called probabilities. */
  public boolean calibrated() {
    return !calibration.startsWith("none");
  }

  /** Whether the labels exclude each other. */
  public boolean softmax() {
    return scoreKind.equals("softmax");
  }
}
