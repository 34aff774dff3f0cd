package org.truncus.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UID;

class ReportCheckTest {

  @Test
  void everyReportPassesInEveryClass() {
    for (SrClass sopClass : SrClass.values()) {
      for (Map.Entry<String, StudyResult> result : Results.all(sopClass).entrySet()) {
        assertThat(ReportCheck.violations(StructuredReport.build(result.getValue(), sopClass)))
            .as(result.getKey())
            .isEmpty();
      }
    }
  }

  /** Attributes of a report, each by the path of sequences to it. */
  static Stream<List<Integer>> attributesOfReports() {
    List<List<Integer>> paths = new ArrayList<>();
    for (int tag :
        new int[] {
          Tag.SpecificCharacterSet,
          Tag.SOPClassUID,
          Tag.SOPInstanceUID,
          Tag.PatientName,
          Tag.PatientID,
          Tag.PatientBirthDate,
          Tag.PatientSex,
          Tag.StudyInstanceUID,
          Tag.StudyDate,
          Tag.StudyTime,
          Tag.ReferringPhysicianName,
          Tag.StudyID,
          Tag.AccessionNumber,
          Tag.Modality,
          Tag.SeriesInstanceUID,
          Tag.SeriesNumber,
          Tag.ReferencedPerformedProcedureStepSequence,
          Tag.Manufacturer,
          Tag.ManufacturerModelName,
          Tag.DeviceSerialNumber,
          Tag.SoftwareVersions,
          Tag.InstanceNumber,
          Tag.CompletionFlag,
          Tag.VerificationFlag,
          Tag.ContentDate,
          Tag.ContentTime,
          Tag.PerformedProcedureCodeSequence,
          Tag.CurrentRequestedProcedureEvidenceSequence,
          Tag.ValueType,
          Tag.ConceptNameCodeSequence,
          Tag.ContinuityOfContent,
          Tag.ContentTemplateSequence,
          Tag.ContentSequence
        }) {
      paths.add(List.of(tag));
    }
    int evidence = Tag.CurrentRequestedProcedureEvidenceSequence;
    int series = Tag.ReferencedSeriesSequence;
    int instances = Tag.ReferencedSOPSequence;
    paths.add(List.of(evidence, Tag.StudyInstanceUID));
    paths.add(List.of(evidence, series));
    paths.add(List.of(evidence, series, Tag.SeriesInstanceUID));
    paths.add(List.of(evidence, series, instances));
    paths.add(List.of(evidence, series, instances, Tag.ReferencedSOPClassUID));
    paths.add(List.of(evidence, series, instances, Tag.ReferencedSOPInstanceUID));
    int before = Tag.PredecessorDocumentsSequence;
    paths.add(List.of(before, Tag.StudyInstanceUID));
    paths.add(List.of(before, series, Tag.SeriesInstanceUID));
    paths.add(List.of(before, series, instances, Tag.ReferencedSOPInstanceUID));
    for (int tag :
        new int[] {
          Tag.StudyInstanceUID,
          Tag.ReferencedStudySequence,
          Tag.AccessionNumber,
          Tag.PlacerOrderNumberImagingServiceRequest,
          Tag.FillerOrderNumberImagingServiceRequest,
          Tag.RequestedProcedureID,
          Tag.RequestedProcedureDescription,
          Tag.RequestedProcedureCodeSequence
        }) {
      paths.add(List.of(Tag.ReferencedRequestSequence, tag));
    }
    for (int tag :
        new int[] {
          Tag.ObserverType,
          Tag.Manufacturer,
          Tag.ManufacturerModelName,
          Tag.StationName,
          Tag.InstitutionName,
          Tag.InstitutionCodeSequence,
          Tag.DeviceUID
        }) {
      paths.add(List.of(Tag.AuthorObserverSequence, tag));
    }
    paths.add(List.of(Tag.ContentTemplateSequence, Tag.MappingResource));
    paths.add(List.of(Tag.ContentTemplateSequence, Tag.TemplateIdentifier));
    paths.add(List.of(Tag.ConceptNameCodeSequence, Tag.CodeValue));
    paths.add(List.of(Tag.ConceptNameCodeSequence, Tag.CodingSchemeDesignator));
    paths.add(List.of(Tag.ConceptNameCodeSequence, Tag.CodeMeaning));
    return paths.stream();
  }

  @ParameterizedTest
  @MethodSource("attributesOfReports")
  void anAttributeOfAReportThatIsMissingIsFound(List<Integer> path) {
    DicomFile report =
        StructuredReport.build(Results.revision(SrClass.COMPREHENSIVE), SrClass.COMPREHENSIVE);
    DataSet set = report.dataSet();
    for (int tag : path.subList(0, path.size() - 1)) {
      set = set.items(tag).get(0);
    }
    int removed = path.get(path.size() - 1);
    assertThat(set.contains(removed)).isTrue();
    set.remove(removed);
    assertThat(ReportCheck.violations(report))
        .anyMatch(violation -> violation.contains(Tag.describe(removed)))
        .noneMatch(violation -> violation.contains("M\u00fcller") || violation.contains("P-7"));
  }

  @Test
  void everyElementOfTheTreeIsMissed() {
    DicomFile report = report();
    for (DataSet item : Results.tree(report.dataSet())) {
      for (int tag : List.copyOf(item.tags())) {
        List<DataSet> items = item.items(tag);
        DataSet kept = new DataSet().copyFrom(item, tag);
        item.remove(tag);
        boolean optional =
            tag == Tag.ContentSequence
                || tag == Tag.ContentTemplateSequence
                || (tag == Tag.ConceptNameCodeSequence
                    && item.string(Tag.ValueType).filter("IMAGE"::equals).isPresent());
        assertThat(ReportCheck.violations(report).isEmpty())
            .as("%s without %s", Results.concept(item), Tag.describe(tag))
            .isEqualTo(optional);
        if (items.isEmpty()) {
          item.copyFrom(kept, tag);
        } else {
          item.setItems(tag, items);
        }
      }
    }
  }

  @Test
  void whatTheGatewayNeverSaysIsFound() {
    DicomFile verified = report();
    verified.dataSet().set(Tag.VerificationFlag, "VERIFIED");
    assertThat(ReportCheck.violations(verified))
        .containsExactly("(0040,a493) VerificationFlag: must be one of UNVERIFIED");
    DicomFile empty = report();
    empty.dataSet().setEmpty(Tag.CompletionFlag);
    assertThat(ReportCheck.violations(empty))
        .containsExactly("(0040,a491) CompletionFlag: type 1, has no value");
    DicomFile other = report();
    other.dataSet().set(Tag.SOPClassUID, UID.BasicTextSRStorage).set(Tag.StudyInstanceUID, "1.a");
    assertThat(ReportCheck.violations(other))
        .containsExactlyInAnyOrder(
            "(0020,000d) StudyInstanceUID: is no valid UID",
            "(0008,0016) SOPClassUID: is none that the gateway makes");
    assertThat(
            ReportCheck.violations(
                DicomFile.of(new DataSet(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)))
        .hasSizeGreaterThan(10);
  }

  private static DicomFile report() {
    return StructuredReport.build(Results.several(), SrClass.ENHANCED);
  }
}
