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
 * @param card what the maker says of the model in words
 * @param signingKey signs the package; null for no signature
 * @param sites where findings are, by label; none by default
 */
public record ExportOptions(
    double targetSensitivity,
    ValidDomain validDomain,
    String algorithmName,
    String algorithmVersion,
    String manufacturer,
    Map<String, LabelCode> codes,
    CalibrationOptions calibration,
    CardTexts card,
    SigningKey signingKey,
    Map<String, LabelSite> sites) {

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
    card = card == null ? CardTexts.none() : card;
    sites = sites == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(sites));
  }

  /** Without words, signature and sites. */
  public ExportOptions(
      double targetSensitivity,
      ValidDomain validDomain,
      String algorithmName,
      String algorithmVersion,
      String manufacturer,
      Map<String, LabelCode> codes,
      CalibrationOptions calibration) {
    this(
        targetSensitivity,
        validDomain,
        algorithmName,
        algorithmVersion,
        manufacturer,
        codes,
        calibration,
        CardTexts.none(),
        null,
        Map.of());
  }

  /** Sensitivity 0.90, names taken from the package, no codes. */
  public static ExportOptions standard() {
    return new ExportOptions(TARGET_SENSITIVITY, null, "", "", "", Map.of(), null);
  }

  /** The same with codes of labels. */
  public ExportOptions withCodes(Map<String, LabelCode> newCodes) {
    return with(targetSensitivity, validDomain, manufacturer, newCodes, card, signingKey);
  }

  /** The same with sites of labels. */
  public ExportOptions withSites(Map<String, LabelSite> newSites) {
    return new ExportOptions(
        targetSensitivity,
        validDomain,
        algorithmName,
        algorithmVersion,
        manufacturer,
        codes,
        calibration,
        card,
        signingKey,
        newSites);
  }

  /** The same with another domain. */
  public ExportOptions withValidDomain(ValidDomain newDomain) {
    return with(targetSensitivity, newDomain, manufacturer, codes, card, signingKey);
  }

  /** The same with another target. */
  public ExportOptions withTargetSensitivity(double target) {
    return with(target, validDomain, manufacturer, codes, card, signingKey);
  }

  /** The same with another manufacturer. */
  public ExportOptions withManufacturer(String newManufacturer) {
    return with(targetSensitivity, validDomain, newManufacturer, codes, card, signingKey);
  }

  /** The same with other words. */
  public ExportOptions withCard(CardTexts newCard) {
    return with(targetSensitivity, validDomain, manufacturer, codes, newCard, signingKey);
  }

  /** The same, signed. */
  public ExportOptions withSigningKey(SigningKey key) {
    return with(targetSensitivity, validDomain, manufacturer, codes, card, key);
  }

  private ExportOptions with(
      double target,
      ValidDomain domain,
      String maker,
      Map<String, LabelCode> labelCodes,
      CardTexts words,
      SigningKey key) {
    return new ExportOptions(
        target,
        domain,
        algorithmName,
        algorithmVersion,
        maker,
        labelCodes,
        calibration,
        words,
        key,
        sites);
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
        newCalibration,
        card,
        signingKey,
        sites);
  }
}
