package org.truncus.gateway.report;

import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.Element;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;

/**
 * A study's result as a structured report which follows TID 1500, "Imaging Measurement Report"
 * (PS3.16). The same result in the same class makes the same bytes. Never verified: that takes a
 * physician.
 */
public final class StructuredReport {
  private StructuredReport() {}

  /** The document in the class of choice, Explicit VR Little Endian. */
  public static DicomFile build(StudyResult result, SrClass sopClass) {
    DataSet report = new DataSet();
    new ReportHeader(result).write(report, sopClass.uid());
    if (result.labels().stream().anyMatch(l -> l.code().scheme().equals(Code.PRIVATE_SCHEME))) {
      report.setItems(Tag.CodingSchemeIdentificationSequence, privateScheme());
    }
    DataSet root = new ReportTree(result).build().build();
    for (Element element : root) {
      int tag = element.tag();
      if (element instanceof Element.Sequence sequence) {
        report.setItems(tag, sequence.items());
      } else {
        report.copyFrom(root, tag);
      }
    }
    return DicomFile.of(report, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  /** As {@link #build(StudyResult, SrClass)}, in Comprehensive 3D SR. */
  public static DicomFile build(StudyResult result) {
    return build(result, SrClass.COMPREHENSIVE_3D);
  }

  /** The document in the class of choice as a Part 10 file. */
  public static byte[] bytes(StudyResult result, SrClass sopClass) {
    return Part10.bytes(build(result, sopClass));
  }

  /** As {@link #bytes(StudyResult, SrClass)}, in Comprehensive 3D SR. */
  public static byte[] bytes(StudyResult result) {
    return bytes(result, SrClass.COMPREHENSIVE_3D);
  }

  /** SOP Instance UID which the document of this result has in a class. */
  public static String sopInstanceUID(StudyResult result, SrClass sopClass) {
    return ReportIdentity.instance(result, sopClass.uid());
  }

  /** As {@link #sopInstanceUID(StudyResult, SrClass)}, in Comprehensive 3D SR. */
  public static String sopInstanceUID(StudyResult result) {
    return sopInstanceUID(result, SrClass.COMPREHENSIVE_3D);
  }

  private static DataSet privateScheme() {
    return new DataSet()
        .set(Tag.CodingSchemeDesignator, Code.PRIVATE_SCHEME)
        .set(Tag.CodingSchemeName, "Labels of Truncus model packages")
        .set(Tag.CodingSchemeResponsibleOrganization, "Truncus");
  }
}
