package org.truncus.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UID;

class WithdrawalTest {
  @TempDir Path folder;

  @Test
  void itNamesTheReportsAndPassesTheCheck() {
    DicomFile document = document("wrong patient");
    DataSet set = document.dataSet();
    assertThat(ReportCheck.violations(document)).isEmpty();
    assertThat(set.string(Tag.SOPClassUID)).contains(UID.KeyObjectSelectionDocumentStorage);
    assertThat(Results.concept(set)).isEqualTo("113001");
    assertThat(set.string(Tag.PatientID)).contains("P-7");
    assertThat(set.string(Tag.PatientName)).contains("M\u00fcller^J\u00f6rg");
    assertThat(set.string(Tag.StudyInstanceUID)).contains(Results.STUDY);
    assertThat(
            Results.tree(set).stream()
                .flatMap(item -> item.items(Tag.ReferencedSOPSequence).stream())
                .flatMap(item -> item.string(Tag.ReferencedSOPInstanceUID).stream()))
        .containsExactlyElementsOf(
            rejected().stream().map(Withdrawal.Rejected::sopInstanceUID).toList());
    assertThat(Results.named(set, "113012").get(0).string(Tag.TextValue)).contains("wrong patient");
  }

  @Test
  void theSameDecisionIsTheSameDocument() {
    assertThat(bytes("wrong patient")).isEqualTo(bytes("wrong patient"));
    assertThat(document("other").dataSet().string(Tag.SOPInstanceUID))
        .isNotEqualTo(document("wrong patient").dataSet().string(Tag.SOPInstanceUID));
    assertThatThrownBy(
            () -> Withdrawal.build(header(), List.of(), "none", Results.device(), Results.NOON))
        .hasMessageContaining("at least one");
  }

  @Test
  void whatIsMissingIsFound() {
    for (int tag :
        new int[] {
          Tag.Modality,
          Tag.ReferencedPerformedProcedureStepSequence,
          Tag.ContentDate,
          Tag.CurrentRequestedProcedureEvidenceSequence,
          Tag.ContentSequence,
          Tag.ConceptNameCodeSequence,
          Tag.SeriesNumber,
          Tag.PatientID
        }) {
      DicomFile document = document("x");
      document.dataSet().remove(tag);
      assertThat(ReportCheck.violations(document)).anyMatch(v -> v.contains(Tag.describe(tag)));
    }
  }

  @Test
  void dicom3toolsAndDcmtkFindNothingWrong() throws Exception {
    Path file = Files.write(folder.resolve("ko.dcm"), bytes("wrong patient"));
    assertThat(Tools.run("dciodvfy", file.toString()))
        .doesNotContain("Error")
        .doesNotContain("Warning");
    assertThat(Tools.run("dsrdump", "+Pl", file.toString()).lines())
        .anyMatch(line -> line.contains("Rejected for Quality Reasons"))
        .noneMatch(line -> line.startsWith("E:") || line.matches(".*absent in.*type 1.*"));
    Path report = folder.resolve("sr.dcm");
    Files.write(report, StructuredReport.bytes(Results.several()));
    assertThat(Tools.run("dcentvfy", report.toString(), file.toString())).doesNotContain("Error");
  }

  private static List<Withdrawal.Rejected> rejected() {
    List<Withdrawal.Rejected> rejected = new ArrayList<>();
    for (SrClass sopClass : SrClass.values()) {
      DataSet report = StructuredReport.build(Results.several(), sopClass).dataSet();
      rejected.add(
          new Withdrawal.Rejected(
              sopClass.uid(),
              report.string(Tag.SOPInstanceUID).orElseThrow(),
              report.string(Tag.SeriesInstanceUID).orElseThrow()));
    }
    rejected.add(new Withdrawal.Rejected(UID.SecondaryCaptureImageStorage, "2.25.7", "2.25.8"));
    return rejected;
  }

  private static DataSet header() {
    return StructuredReport.build(Results.several()).dataSet();
  }

  private static DicomFile document(String reason) {
    return Withdrawal.build(header(), rejected(), reason, Results.device(), Results.NOON);
  }

  private static byte[] bytes(String reason) {
    return Withdrawal.bytes(header(), rejected(), reason, Results.device(), Results.NOON);
  }
}
