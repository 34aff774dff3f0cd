package org.truncus.gateway.report;

import java.util.List;
import java.util.Set;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.Element;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UID;

/**
 * Looks at an object before it is stored or sent: the type 1, 1C and 2 attributes of structured
 * reports, secondary captures and key object documents (PS3.3 chapter A), and a few rules of the
 * gateway's own, such as that nothing is ever verified. It is no validator of DICOM: it knows what
 * the gateway writes.
 */
public final class ReportCheck {
  private static final Set<String> REPORTS =
      Set.of(UID.EnhancedSRStorage, UID.ComprehensiveSRStorage, UID.Comprehensive3DSRStorage);

  private ReportCheck() {}

  /**
   * What is wrong.
   *
   * @return one line for each violation, such as {@code (0040,a491) CompletionFlag: type 1, is
   *     missing}; paths and rules, never a value of the object. Empty where it may be sent
   */
  public static List<String> violations(DicomFile object) {
    Findings findings = new Findings();
    DataSet set = object.dataSet();
    common(findings, set);
    String sopClass = set.string(Tag.SOPClassUID).orElse("");
    if (REPORTS.contains(sopClass)) {
      DocumentCheck.report(findings, set);
    } else if (sopClass.equals(UID.KeyObjectSelectionDocumentStorage)) {
      DocumentCheck.keyObjects(findings, set);
    } else if (sopClass.equals(UID.SecondaryCaptureImageStorage)) {
      CaptureCheck.capture(findings, set);
    } else if (!sopClass.isEmpty()) {
      findings.add(Tag.SOPClassUID, "is none that the gateway makes");
    }
    return findings.all();
  }

  /** SOP Common, Patient, General Study and Enhanced General Equipment. */
  private static void common(Findings findings, DataSet set) {
    findings.type1(set, Tag.SOPClassUID, Tag.SOPInstanceUID, Tag.StudyInstanceUID);
    if (!set.contains(Tag.SpecificCharacterSet) && beyondAscii(set)) {
      findings.add(
          Tag.SpecificCharacterSet, "type 1C, is missing though there is text beyond ASCII");
    }
    findings.type2(
        set, Tag.PatientName, Tag.PatientID, Tag.PatientBirthDate, Tag.PatientSex, Tag.StudyDate);
    findings.type2(
        set, Tag.StudyTime, Tag.ReferringPhysicianName, Tag.StudyID, Tag.AccessionNumber);
    findings.type1(set, Tag.SeriesInstanceUID, Tag.SeriesNumber, Tag.InstanceNumber);
    findings.type1(
        set,
        Tag.Manufacturer,
        Tag.ManufacturerModelName,
        Tag.DeviceSerialNumber,
        Tag.SoftwareVersions);
  }

  private static boolean beyondAscii(DataSet set) {
    for (Element element : set) {
      if (element instanceof Element.Sequence sequence) {
        if (sequence.items().stream().anyMatch(ReportCheck::beyondAscii)) {
          return true;
        }
      } else if (element.vr().isText()
          && set.strings(element.tag()).stream().anyMatch(s -> s.chars().anyMatch(c -> c > 127))) {
        return true;
      }
    }
    return false;
  }
}
