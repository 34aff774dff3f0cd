package org.truncus.gateway.report;

import java.util.Map;
import java.util.Optional;

/**
 * Codes of TID 1500 and the templates in it (PS3.16), as the Context Groups and the DCM ontology
 * name them.
 */
final class Concepts {
  static final Code REPORT = dcm("126000", "Imaging Measurement Report");
  static final Code LANGUAGE = dcm("121049", "Language of Content Item and Descendants");
  static final Code ENGLISH = Code.of("en-US", "RFC5646", "English (United States)");
  static final Code OBSERVER_TYPE = dcm("121005", "Observer Type");
  static final Code DEVICE = dcm("121007", "Device");
  static final Code OBSERVER_UID = dcm("121012", "Device Observer UID");
  static final Code OBSERVER_NAME = dcm("121013", "Device Observer Name");
  static final Code OBSERVER_MANUFACTURER = dcm("121014", "Device Observer Manufacturer");
  static final Code OBSERVER_MODEL = dcm("121015", "Device Observer Model Name");
  static final Code OBSERVER_SERIAL = dcm("121016", "Device Observer Serial Number");
  static final Code PROCEDURE_REPORTED = dcm("121058", "Procedure reported");
  static final Code IMAGING_PROCEDURE = sct("363679005", "Imaging procedure");
  static final Code IMAGE_LIBRARY = dcm("111028", "Image Library");
  static final Code IMAGE_LIBRARY_GROUP = dcm("126200", "Image Library Group");
  static final Code MODALITY = dcm("121139", "Modality");
  static final Code IMAGE_VIEW = dcm("111031", "Image View");
  static final Code MEASUREMENTS = dcm("126010", "Imaging Measurements");
  static final Code MEASUREMENT_GROUP = dcm("125007", "Measurement Group");
  static final Code TRACKING_IDENTIFIER = dcm("112039", "Tracking Identifier");
  static final Code TRACKING_UID = dcm("112040", "Tracking Unique Identifier");
  static final Code FINDING = dcm("121071", "Finding");
  static final Code FINDING_SITE = sct("363698007", "Finding Site");
  static final Code LATERALITY = sct("272741003", "Laterality");
  static final Code ALGORITHM_NAME = dcm("111001", "Algorithm Name");
  static final Code ALGORITHM_VERSION = dcm("111003", "Algorithm Version");
  static final Code ALGORITHM_PARAMETERS = dcm("111002", "Algorithm Parameters");
  static final Code ALGORITHM_FAMILY = dcm("111000", "Algorithm Family");
  static final Code ARTIFICIAL_INTELLIGENCE = dcm("123110", "Artificial Intelligence");
  static final Code SOURCE = dcm("121112", "Source of Measurement");
  static final Code CERTAINTY = dcm("111012", "Certainty of Finding");
  static final Code THRESHOLD = dcm("122411", "Threshold Value");
  static final Code DERIVATION = dcm("121401", "Derivation");
  static final Code PERCENT = Code.of("%", "UCUM", "%");
  static final Code GRAD_CAM = dcm("130403", "Gradient-weighted class activation");
  static final Code SOURCE_OF_PROCESSING =
      dcm("121322", "Source image for image processing operation");
  static final Code REJECTED = dcm("113001", "Rejected for Quality Reasons");
  static final Code KEY_OBJECT_DESCRIPTION = dcm("113012", "Key Object Description");
  static final Code EVALUATIONS = Code.of("C0034375", "UMLS", "Qualitative Evaluations");
  static final Code COMMENT = dcm("121106", "Comment");

  private static final Map<String, Code> VIEWS =
      Map.ofEntries(
          Map.entry("AP", sct("399348003", "antero-posterior")),
          Map.entry("PA", sct("272479007", "postero-anterior")),
          Map.entry("LL", sct("399173006", "left lateral")),
          Map.entry("RL", sct("399198007", "right lateral")),
          Map.entry("LAT", sct("399067008", "lateral")),
          Map.entry("LATERAL", sct("399067008", "lateral")),
          Map.entry("LLO", sct("399184004", "left oblique")),
          Map.entry("RLO", sct("399236003", "right oblique")),
          Map.entry("CC", sct("399162004", "cranio-caudal")),
          Map.entry("MLO", sct("399368009", "medio-lateral oblique")));
  private static final Map<String, String> MODALITIES =
      Map.ofEntries(
          Map.entry("CR", "Computed Radiography"),
          Map.entry("DX", "Digital Radiography"),
          Map.entry("IO", "Intra-oral Radiography"),
          Map.entry("MG", "Mammography"),
          Map.entry("PX", "Panoramic X-Ray"),
          Map.entry("RF", "Radiofluoroscopy"),
          Map.entry("RG", "Radiographic imaging"),
          Map.entry("XA", "X-Ray Angiography"),
          Map.entry("CT", "Computed Tomography"),
          Map.entry("MR", "Magnetic Resonance"),
          Map.entry("NM", "Nuclear Medicine"),
          Map.entry("PT", "Positron emission tomography"),
          Map.entry("US", "Ultrasound"));

  private Concepts() {}

  /** Code of a view position (CID 4010), where it is one known here. */
  static Optional<Code> view(String viewPosition) {
    return Optional.ofNullable(VIEWS.get(viewPosition));
  }

  /** Code of a modality (CID 29), where it is one known here. */
  static Optional<Code> modality(String modality) {
    return Optional.ofNullable(MODALITIES.get(modality)).map(meaning -> dcm(modality, meaning));
  }

  /** CID 240. */
  static Code decision(Decision decision) {
    return switch (decision) {
      case PRESENT -> sct("52101004", "Present");
      case ABSENT -> sct("272519000", "Absent");
      case UNDETERMINED -> sct("373068000", "Undetermined");
    };
  }

  static Code derivation(Derivation derivation) {
    return switch (derivation) {
      case MAXIMUM -> sct("56851009", "Maximum");
      case MEAN -> sct("373098007", "Mean");
    };
  }

  private static Code dcm(String value, String meaning) {
    return Code.of(value, "DCM", meaning);
  }

  private static Code sct(String value, String meaning) {
    return Code.of(value, "SCT", meaning);
  }
}
