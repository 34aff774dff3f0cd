package org.truncus.gateway.report;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.Element;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UID;

/**
 * Takes reports of a study back: a Key Object Selection document titled "Rejected for Quality
 * Reasons" (TID 2010, CID 7010), as IHE's Imaging Object Change Management has it. An archive that
 * follows that profile stops showing what the document names; nothing is deleted. The same input
 * makes the same bytes.
 */
public final class Withdrawal {
  private static final int SERIES_NUMBER = 9201;
  private static final String REASON_SERIES = "Withdrawn AI results";

  private Withdrawal() {}

  /**
   * One instance to be taken back.
   *
   * @param sopClassUID its SOP Class UID
   * @param sopInstanceUID its SOP Instance UID
   * @param seriesInstanceUID its series
   */
  public record Rejected(String sopClassUID, String sopInstanceUID, String seriesInstanceUID) {}

  /**
   * The document.
   *
   * @param report header of one of the reports, or of any instance of the study: what is about
   *     patient and study is copied from it
   * @param rejected at least one
   * @param reason why, in a few words of the operator's
   * @param device the gateway
   * @param at when it was decided
   */
  public static DicomFile build(
      DataSet report,
      List<Rejected> rejected,
      String reason,
      ReportDevice device,
      OffsetDateTime at) {
    if (rejected.isEmpty()) {
      throw new IllegalArgumentException("a withdrawal needs at least one instance to take back");
    }
    DataSet document = new DataSet();
    SourceCopy copy = SourceCopy.of(report, reason + device);
    StudyModules modules = new StudyModules(report, copy, device);
    modules.writePatientAndStudy(document);
    modules.writeEquipment(document);
    String study = report.string(Tag.StudyInstanceUID).orElseThrow();
    Moment moment = Moment.of(report, at);
    document
        .set(Tag.SOPClassUID, UID.KeyObjectSelectionDocumentStorage)
        .set(Tag.SOPInstanceUID, instance(study, rejected, reason, device, at))
        .set(Tag.DeviceUID, device.observerUID())
        .set(Tag.Modality, "KO")
        .set(
            Tag.SeriesInstanceUID,
            UID.nameBased(String.join("|", "KO-SERIES", study, device.observerUID())))
        .setInts(Tag.SeriesNumber, SERIES_NUMBER)
        .set(Tag.SeriesDescription, REASON_SERIES)
        .setEmpty(Tag.ReferencedPerformedProcedureStepSequence)
        .setInts(Tag.InstanceNumber, 1)
        .set(Tag.ContentDate, moment.date())
        .set(Tag.ContentTime, moment.time());
    moment.writeCreation(document);
    copy.element(document, report, Tag.ReferencedRequestSequence);
    document.setItems(Tag.CurrentRequestedProcedureEvidenceSequence, evidence(study, rejected));
    DataSet root = tree(rejected, reason, device).build();
    for (Element element : root) {
      if (element instanceof Element.Sequence sequence) {
        document.setItems(element.tag(), sequence.items());
      } else {
        document.copyFrom(root, element.tag());
      }
    }
    return DicomFile.of(document, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  /** The document as a Part 10 file. */
  public static byte[] bytes(
      DataSet report,
      List<Rejected> rejected,
      String reason,
      ReportDevice device,
      OffsetDateTime at) {
    return Part10.bytes(build(report, rejected, reason, device, at));
  }

  private static ContentItem tree(List<Rejected> rejected, String reason, ReportDevice device) {
    ContentItem root =
        ContentItem.container(Concepts.REJECTED)
            .template("2010")
            .modifiedBy(ContentItem.code(Concepts.LANGUAGE, Concepts.ENGLISH))
            .observedBy(ContentItem.code(Concepts.OBSERVER_TYPE, Concepts.DEVICE))
            .observedBy(ContentItem.uid(Concepts.OBSERVER_UID, device.observerUID()))
            .observedBy(ContentItem.text(Concepts.OBSERVER_NAME, device.name()))
            .contains(ContentItem.text(Concepts.KEY_OBJECT_DESCRIPTION, reason));
    for (Rejected instance : rejected) {
      root.contains(ContentItem.reference(instance.sopClassUID(), instance.sopInstanceUID()));
    }
    return root;
  }

  private static DataSet evidence(String study, List<Rejected> rejected) {
    Map<String, List<DataSet>> bySeries = new LinkedHashMap<>();
    for (Rejected instance : rejected) {
      bySeries
          .computeIfAbsent(instance.seriesInstanceUID(), uid -> new ArrayList<>())
          .add(ContentItem.instance(instance.sopClassUID(), instance.sopInstanceUID()));
    }
    List<DataSet> series = new ArrayList<>();
    bySeries.forEach((uid, instances) -> series.add(Evidence.series(uid, instances)));
    return new DataSet()
        .set(Tag.StudyInstanceUID, study)
        .setItems(Tag.ReferencedSeriesSequence, series);
  }

  private static String instance(
      String study,
      List<Rejected> rejected,
      String reason,
      ReportDevice device,
      OffsetDateTime at) {
    List<String> instances = rejected.stream().map(Rejected::sopInstanceUID).sorted().toList();
    return UID.nameBased(
        String.join(
            "|",
            "KO",
            study,
            String.join(",", instances),
            reason,
            at.toInstant().toString(),
            device.observerUID()));
  }
}
