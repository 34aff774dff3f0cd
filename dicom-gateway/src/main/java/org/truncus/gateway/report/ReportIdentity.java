package org.truncus.gateway.report;

import java.util.List;
import org.truncus.dicom.UID;

/**
 * UIDs of a report: functions of what it says about what, so that a repeat makes the same object.
 */
final class ReportIdentity {
  private static final String SCHEMA = "1";

  private ReportIdentity() {}

  /**
   * SOP Instance UID: of the study, its instances and their contents, the model and its operating
   * configuration, the gateway.
   */
  static String instance(StudyResult result, String sopClassUID) {
    ModelIdentity model = result.model();
    List<String> sources =
        result.images().stream().map(i -> i.sopInstanceUID() + "=" + i.sha256()).sorted().toList();
    List<String> thresholds =
        result.labels().stream()
            .map(l -> l.name() + ">=" + l.threshold() + l.derivation())
            .toList();
    return UID.nameBased(
        String.join(
                "|",
                "SR",
                SCHEMA,
                sopClassUID,
                result.studyInstanceUID(),
                String.join(",", sources),
                model.name(),
                model.version(),
                model.sha256(),
                model.preprocessId(),
                model.operatingPoint(),
                String.join(",", thresholds),
                result.device().observerUID())
            + outcome(result));
  }

  /**
   * What failed once may succeed later from the same instances, and a report with heat maps is none
   * without them: these are other documents.
   */
  private static String outcome(StudyResult result) {
    String status = result.status().equals("final") ? "" : "|" + result.status();
    List<String> captures =
        result.captures().stream().map(CaptureReference::sopInstanceUID).sorted().toList();
    return captures.isEmpty() ? status : status + "|" + String.join(",", captures);
  }

  /** Series UID: one series for (study, model name, gateway). */
  static String series(StudyResult result) {
    return UID.nameBased(
        String.join(
            "|",
            "SERIES",
            SCHEMA,
            result.studyInstanceUID(),
            result.model().name(),
            result.device().observerUID()));
  }

  /** Tracking UID of one label in one image, or in the study where the scope is {@code study}. */
  static String tracking(StudyResult result, String scope, String label) {
    return UID.nameBased(
        String.join("|", "TRACK", result.studyInstanceUID(), scope, result.model().name(), label));
  }
}
