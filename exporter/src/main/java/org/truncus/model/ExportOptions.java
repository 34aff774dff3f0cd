package org.truncus.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.truncus.calibrate.CalibrationOptions;
import org.truncus.problem.UsageException;

/**
 * What an export can't know from the run.
 *
 * @param targetSensitivity sensitivity that the operating points are to reach, in (0,1]
 * @param validDomain null for frontal chest radiographs where the model takes grey images, and no
 *     restriction where it takes colour
 * @param algorithmName as it is to appear in reports; empty for the package's name
 * @param algorithmVersion as it is to appear in reports; empty for the package's version
 * @param manufacturer the organisation that answers for the model; empty where not stated
 * @param codes code by label, reviewed by a clinician; none by default
 * @param calibration how probabilities are to be made; null for the standard
 */
public record ExportOptions(
    double targetSensitivity,
    ValidDomain validDomain,
    String algorithmName,
    String algorithmVersion,
    String manufacturer,
    Map<String, LabelCode> codes,
    CalibrationOptions calibration) {

  /** The sensitivity asked for where nobody says otherwise. */
  public static final double TARGET_SENSITIVITY = 0.90;

  /** Checks the target. */
  public ExportOptions {
    if (!(targetSensitivity > 0 && targetSensitivity <= 1)) {
      throw new UsageException(
          "the target sensitivity must be above 0 and at most 1, not " + targetSensitivity);
    }
    algorithmName = algorithmName == null ? "" : algorithmName;
    algorithmVersion = algorithmVersion == null ? "" : algorithmVersion;
    manufacturer = manufacturer == null ? "" : manufacturer;
    codes = codes == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(codes));
    calibration = calibration == null ? CalibrationOptions.standard() : calibration;
  }

  /** Sensitivity 0.90, names taken from the package, no codes. */
  public static ExportOptions standard() {
    return new ExportOptions(TARGET_SENSITIVITY, null, "", "", "", Map.of(), null);
  }

  /** The same with codes of labels. */
  public ExportOptions withCodes(Map<String, LabelCode> newCodes) {
    return new ExportOptions(
        targetSensitivity,
        validDomain,
        algorithmName,
        algorithmVersion,
        manufacturer,
        newCodes,
        calibration);
  }

  /** The same with another domain. */
  public ExportOptions withValidDomain(ValidDomain newDomain) {
    return new ExportOptions(
        targetSensitivity,
        newDomain,
        algorithmName,
        algorithmVersion,
        manufacturer,
        codes,
        calibration);
  }

  /** The same with another target. */
  public ExportOptions withTargetSensitivity(double target) {
    return new ExportOptions(
        target, validDomain, algorithmName, algorithmVersion, manufacturer, codes, calibration);
  }

  /** The same with another manufacturer. */
  public ExportOptions withManufacturer(String newManufacturer) {
    return new ExportOptions(
        targetSensitivity,
        validDomain,
        algorithmName,
        algorithmVersion,
        newManufacturer,
        codes,
        calibration);
  }

  /** The same with another way to calibrate. */
  public ExportOptions withCalibration(CalibrationOptions newCalibration) {
    return new ExportOptions(
        targetSensitivity,
        validDomain,
        algorithmName,
        algorithmVersion,
        manufacturer,
        codes,
        newCalibration);
  }
}
