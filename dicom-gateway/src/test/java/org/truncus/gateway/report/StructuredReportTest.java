package org.truncus.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.Limits;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UID;
import org.truncus.problem.UsageException;

class StructuredReportTest {
  private static final String PRESENT = "52101004";
  private static final String ABSENT = "272519000";
  private static final String UNDETERMINED = "373068000";

  @Test
  void theSameResultMakesTheSameBytes() {
    assertThat(StructuredReport.bytes(Results.positive()))
        .isEqualTo(StructuredReport.bytes(Results.positive()));
  }

  @Test
  void aClassHasAnIdentityOfItsOwnButTheSameTreeAndSeries() {
    DataSet one = StructuredReport.build(Results.several(), SrClass.ENHANCED).dataSet();
    DataSet other = StructuredReport.build(Results.several()).dataSet();
    assertThat(one.string(Tag.SOPClassUID)).contains(UID.EnhancedSRStorage);
    assertThat(other.string(Tag.SOPClassUID)).contains(UID.Comprehensive3DSRStorage);
    assertThat(one.string(Tag.SOPInstanceUID))
        .contains(StructuredReport.sopInstanceUID(Results.several(), SrClass.ENHANCED))
        .isNotEqualTo(other.string(Tag.SOPInstanceUID));
    for (DataSet set : List.of(one, other)) {
      set.remove(Tag.SOPClassUID).remove(Tag.SOPInstanceUID);
    }
    assertThat(ContentTreeText.of(DicomFile.of(one, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)))
        .isEqualTo(
            ContentTreeText.of(DicomFile.of(other, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)));
    assertThat(one.string(Tag.SeriesInstanceUID)).isEqualTo(other.string(Tag.SeriesInstanceUID));
  }

  @Test
  void classesAreCalledByNames() {
    for (SrClass sopClass : SrClass.values()) {
      assertThat(SrClass.parse(sopClass.toString())).isEqualTo(sopClass);
    }
    assertThatThrownBy(() -> SrClass.parse("basic"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("enhanced, comprehensive, comprehensive-3d");
  }

  @Test
  void theModelsSiteAndTheScoreBeforeCalibrationAreSaid() throws IOException {
    DataSet report = read(Results.several());
    List<DataSet> sites = Results.named(report, "363698007");
    assertThat(sites).extracting(Results::value).containsOnly("39607008", "3120008").hasSize(6);
    assertThat(Results.named(report, "272741003"))
        .hasSize(3)
        .allMatch(item -> Results.value(item).equals("24028007"));
    assertThat(
            Results.named(report, "111002").stream()
                .flatMap(item -> item.string(Tag.TextValue).stream())
                .filter(text -> text.startsWith("score.raw=")))
        .containsExactly(
            "score.raw=0.710000",
            "score.raw=0.040000",
            "score.raw=0.500000",
            "score.raw=0.350000",
            "score.raw=0.440000");
  }

  @Test
  void aClassOfARevisionReplacesTheOneOfItsOwnClass() {
    for (SrClass sopClass : SrClass.values()) {
      String earlier = StructuredReport.sopInstanceUID(Results.negative(), sopClass);
      StudyResult late = Results.several().replacing(earlier);
      DataSet instance =
          StructuredReport.build(late, sopClass)
              .dataSet()
              .items(Tag.PredecessorDocumentsSequence)
              .get(0)
              .items(Tag.ReferencedSeriesSequence)
              .get(0)
              .items(Tag.ReferencedSOPSequence)
              .get(0);
      assertThat(instance.string(Tag.ReferencedSOPInstanceUID)).contains(earlier);
      assertThat(instance.string(Tag.ReferencedSOPClassUID)).contains(sopClass.uid());
    }
    StudyResult result = Results.several();
    assertThat(result.replacing("2.25.1").replacing("")).isEqualTo(result);
  }

  @Test
  void patientAndStudyAreTheSourcesBytes() throws IOException {
    DataSet report = read(Results.positive());
    DataSet source = Results.source();
    for (int tag :
        new int[] {
          Tag.SpecificCharacterSet,
          Tag.PatientID,
          Tag.PatientBirthDate,
          Tag.PatientSex,
          Tag.PatientAge,
          Tag.StudyInstanceUID,
          Tag.StudyDate,
          Tag.StudyTime,
          Tag.StudyID,
          Tag.StudyDescription,
          Tag.AccessionNumber
        }) {
      assertThat(report.strings(tag)).as(Tag.describe(tag)).isEqualTo(source.strings(tag));
    }
    assertThat(report.bytes(Tag.PatientName))
        .startsWith("M\u00fcller^J\u00f6rg".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(report.contains(Tag.IssuerOfPatientID)).isFalse();
  }

  @Test
  void aLabelBeyondAsciiTurnsTheWholeReportIntoUtf8() throws IOException {
    StudyResult result =
        Results.of(
            List.of(Results.scored(1, "PA", java.util.Map.of("\u6c17\u80f8", 0.9))),
            List.of(
                LabelResult.of(
                    "\u6c17\u80f8",
                    Code.of("36118008", "SCT", "\u6c17\u80f8"),
                    0.9,
                    0.5,
                    Derivation.MAXIMUM)));
    DataSet report = read(result);
    assertThat(report.string(Tag.SpecificCharacterSet)).contains("ISO_IR 192");
    assertThat(report.string(Tag.PatientName)).contains("M\u00fcller^J\u00f6rg");
    assertThat(comment(report)).contains("\u6c17\u80f8: present");
  }

  @Test
  void aPositiveLabelHasAFindingInImageAndStudy() throws IOException {
    DataSet report = read(Results.positive());
    assertThat(Results.named(report, "121071"))
        .hasSize(2)
        .allMatch(item -> Results.value(item).equals("233604007"));
    assertThat(Results.named(report, "233604007"))
        .hasSize(3)
        .allMatch(item -> Results.value(item).equals(PRESENT));
    assertThat(Results.named(report, "opacity"))
        .hasSize(3)
        .allMatch(item -> Results.value(item).equals(ABSENT));
  }

  @Test
  void aNegativeStudyHasNoFinding() throws IOException {
    DataSet report = read(Results.negative());
    assertThat(Results.named(report, "121071")).isEmpty();
    assertThat(Results.named(report, "233604007")).isNotEmpty();
    assertThat(Results.named(report, "233604007"))
        .allMatch(item -> Results.value(item).equals(ABSENT));
  }

  @Test
  void scoresAndThresholdsArePercentages() throws IOException {
    DataSet report = read(Results.positive());
    assertThat(Results.named(report, "111012"))
        .extracting(Results::number)
        .containsExactly(71.0, 4.0, 71.0, 4.0);
    assertThat(Results.named(report, "122411"))
        .extracting(Results::number)
        .containsExactly(31.0, 42.0, 31.0, 42.0);
    assertThat(Results.named(report, "121401")).hasSize(2);
  }

  @Test
  void aScoreThatIsNoNumberIsUndeterminedAndHasNoNumber() throws IOException {
    StudyResult result =
        Results.of(
            List.of(Results.scored(1, "PA", Results.scores(Double.NaN, 0.5))),
            List.of(
                LabelResult.of(
                    "pneumonia", Results.PNEUMONIA, Double.NaN, 0.31, Derivation.MAXIMUM),
                LabelResult.of(
                    "opacity", Code.ofLabel("opacity"), 0.5, Double.NaN, Derivation.MEAN)));
    DataSet report = read(result);
    assertThat(Results.named(report, "233604007"))
        .hasSize(3)
        .allMatch(item -> Results.value(item).equals(UNDETERMINED));
    assertThat(Results.named(report, "111012")).hasSize(2);
    assertThat(Results.named(report, "122411")).hasSize(2);
    assertThat(Results.named(report, "121071")).isEmpty();
    assertThat(comment(report)).contains("Pneumonia: undetermined, the model gave no score");
  }

  @Test
  void aStudyThatWasNotEvaluatedHasAReasonAndNothingElse() throws IOException {
    DataSet report = read(Results.notEvaluated());
    assertThat(Results.named(report, "126010")).isEmpty();
    assertThat(Results.named(report, "233604007")).isEmpty();
    assertThat(comment(report))
        .contains("could not be evaluated: no image of the study")
        .contains("not verified by a physician");
  }

  @Test
  void exclusiveClassesHaveOneGroupAndTheWholeVectorInTheComment() throws IOException {
    ModelIdentity m = Results.model();
    ModelIdentity softmax =
        new ModelIdentity(
            m.name(), m.version(), "", m.sha256(), "p", m.operatingPoint(), "none", "softmax");
    StudyResult two = Results.negative();
    StudyResult result =
        new StudyResult(
            two.source(),
            two.images(),
            two.labels(),
            softmax,
            two.device(),
            "",
            1,
            "",
            Results.NOON);
    DataSet report = read(result);
    assertThat(Results.named(report, "125007")).hasSize(2);
    assertThat(Results.named(report, "opacity")).isEmpty();
    assertThat(comment(report))
        .contains("Pneumonia: absent (12.00 %")
        .contains("opacity: absent (4.00 %")
        .contains("scores, not probabilities");
  }

  @Test
  void anImageIsOfItsLikeliestClassOnly() throws IOException {
    ModelIdentity m = Results.model();
    List<ImageResult> images =
        List.of(
            Results.scored(1, "PA", Results.scores(0.8, 0.2)),
            Results.scored(2, "AP", Results.scores(0.4, 0.6)));
    List<LabelResult> labels =
        List.of(
            LabelResult.of("pneumonia", Code.ofLabel("p"), 0.8, 0.31, Derivation.MAXIMUM),
            LabelResult.of("opacity", Code.ofLabel("o"), 0.6, 0.9, Derivation.MAXIMUM));
    for (String kind : List.of("softmax", "sigmoid")) {
      ModelIdentity model =
          new ModelIdentity(
              m.name(), m.version(), "", m.sha256(), "p", m.operatingPoint(), "none", kind);
      StudyResult result =
          new StudyResult(
              Results.source(), images, labels, model, Results.device(), "", 1, "", Results.NOON);

      long findings = Results.named(read(result), "121071").size();

      // In the study and the first image; in the second one 0.4 is enough, but the other has 0.6.
      assertThat(findings).as(kind).isEqualTo(kind.equals("softmax") ? 2 : 3);
    }
  }

  @Test
  void aLabelWithoutCalibrationIsNotCalledAProbability() throws IOException {
    ModelIdentity m = Results.model();
    ModelIdentity partly =
        new ModelIdentity(
            m.name(),
            m.version(),
            "",
            m.sha256(),
            "p",
            m.operatingPoint(),
            m.calibration(),
            m.scoreKind(),
            List.of("opacity"));
    StudyResult two = Results.negative();
    StudyResult result =
        new StudyResult(
            two.source(),
            two.images(),
            two.labels(),
            partly,
            two.device(),
            "",
            1,
            "",
            Results.NOON);

    assertThat(comment(read(result))).contains("those of opacity are scores, not probabilities");
    assertThat(comment(read(two))).contains("Percentages are calibrated probabilities.");
  }

  @Test
  void everyReferencedImageIsInTheEvidence() throws IOException {
    DataSet report = read(Results.positive());
    Set<String> evidence = new HashSet<>();
    report.items(Tag.CurrentRequestedProcedureEvidenceSequence).stream()
        .flatMap(study -> study.items(Tag.ReferencedSeriesSequence).stream())
        .flatMap(series -> series.items(Tag.ReferencedSOPSequence).stream())
        .forEach(item -> evidence.add(item.string(Tag.ReferencedSOPInstanceUID).orElseThrow()));
    Set<String> referenced = new HashSet<>();
    Results.tree(report).stream()
        .flatMap(item -> item.items(Tag.ReferencedSOPSequence).stream())
        .forEach(item -> referenced.add(item.string(Tag.ReferencedSOPInstanceUID).orElseThrow()));
    assertThat(referenced).isEqualTo(evidence).hasSize(2);
  }

  @Test
  void identityFollowsStudyModelAndSourcesButNotTheClock() throws IOException {
    StudyResult first = Results.positive();
    StudyResult later =
        new StudyResult(
            first.source(),
            first.images(),
            first.labels(),
            first.model(),
            first.device(),
            "",
            1,
            "",
            OffsetDateTime.parse("2027-01-01T00:00:00Z"));
    DataSet report = read(first);
    assertThat(StructuredReport.sopInstanceUID(later))
        .isEqualTo(StructuredReport.sopInstanceUID(first))
        .isEqualTo(report.string(Tag.SOPInstanceUID).orElseThrow());
    assertThat(StructuredReport.sopInstanceUID(Results.negative()))
        .isNotEqualTo(StructuredReport.sopInstanceUID(first));
    assertThat(read(Results.negative()).string(Tag.SeriesInstanceUID))
        .isEqualTo(report.string(Tag.SeriesInstanceUID));
    Results.named(report, "112040")
        .forEach(item -> assertThat(UID.isValid(item.string(Tag.UID).orElseThrow())).isTrue());
    assertThat(Results.named(report, "112040").stream().map(i -> i.string(Tag.UID)).distinct())
        .hasSize(4);
  }

  @Test
  void timesAreInTheSourcesZoneWhereItSaysOne() throws IOException {
    assertThat(read(Results.positive()).string(Tag.TimezoneOffsetFromUTC)).contains("+0100");
    StudyResult result = Results.positive();
    result.source().set(Tag.TimezoneOffsetFromUTC, "-0500");
    DataSet report = read(result);
    assertThat(report.string(Tag.TimezoneOffsetFromUTC)).contains("-0500");
    assertThat(report.string(Tag.ContentTime)).contains("060000");
  }

  @Test
  void aRevisionNamesItsPredecessor() throws IOException {
    StudyResult first = Results.positive();
    StudyResult second =
        new StudyResult(
            first.source(),
            first.images(),
            first.labels(),
            first.model(),
            first.device(),
            "",
            2,
            "2.25.99",
            Results.NOON);
    DataSet report = read(second);
    assertThat(report.integer(Tag.InstanceNumber)).hasValue(2);
    DataSet series =
        report
            .items(Tag.PredecessorDocumentsSequence)
            .get(0)
            .items(Tag.ReferencedSeriesSequence)
            .get(0);
    assertThat(series.string(Tag.SeriesInstanceUID))
        .isEqualTo(report.string(Tag.SeriesInstanceUID));
    assertThat(series.items(Tag.ReferencedSOPSequence).get(0).string(Tag.ReferencedSOPInstanceUID))
        .contains("2.25.99");
  }

  @Test
  void theOrderIsCarriedOver() throws IOException {
    StudyResult result = Results.positive();
    DataSet request = new DataSet().set(Tag.RequestedProcedureID, "RP1");
    result.source().setItems(Tag.RequestAttributesSequence, request);
    DataSet code = ContentItem.dataSet(Code.of("36643-5", "LN", "XR Chest 2 Views"));
    result.source().setItems(Tag.ProcedureCodeSequence, code);
    DataSet report = read(result);
    DataSet copied = report.items(Tag.ReferencedRequestSequence).get(0);
    assertThat(copied.string(Tag.RequestedProcedureID)).contains("RP1");
    assertThat(copied.string(Tag.AccessionNumber)).contains("A77");
    assertThat(copied.string(Tag.StudyInstanceUID)).contains(Results.STUDY);
    assertThat(report.items(Tag.PerformedProcedureCodeSequence).get(0).string(Tag.CodeValue))
        .contains("36643-5");
  }

  @Test
  void aFailedEligibleImageMakesThePartialFlag() throws IOException {
    StudyResult result =
        Results.of(
            List.of(
                Results.scored(1, "PA", Results.scores(0.12, 0.04)),
                Results.leftOut(2, "AP", "can't be decoded", true)),
            Results.negative().labels());
    DataSet report = read(result);
    assertThat(report.string(Tag.CompletionFlag)).contains("PARTIAL");
    assertThat(read(Results.positive()).string(Tag.CompletionFlag)).contains("COMPLETE");
    assertThat(comment(report)).contains("Image 2 left out: can't be decoded");
    assertThat(read(Results.failed()).string(Tag.CompletionFlag)).contains("PARTIAL");
    assertThat(read(Results.notEvaluated()).string(Tag.CompletionFlag)).contains("COMPLETE");
  }

  @Test
  void longCodeValuesAndThePrivateSchemeAreDeclared() throws IOException {
    String name = "right upper lobe consolidation";
    StudyResult result =
        Results.of(
            List.of(Results.scored(1, "PA", java.util.Map.of(name, 0.25))),
            List.of(LabelResult.of(name, Code.ofLabel(name), 0.25, 0.125, Derivation.MAXIMUM)));
    DataSet report = read(result);
    DataSet finding = Results.named(report, "121071").get(0).items(Tag.ConceptCodeSequence).get(0);
    assertThat(finding.string(Tag.LongCodeValue)).contains(name);
    assertThat(finding.contains(Tag.CodeValue)).isFalse();
    assertThat(
            report
                .items(Tag.CodingSchemeIdentificationSequence)
                .get(0)
                .string(Tag.CodingSchemeDesignator))
        .contains("99TRUNCUS");
    assertThat(Results.number(Results.named(report, "122411").get(0)))
        .isCloseTo(12.5, within(1e-9));
  }

  private static String comment(DataSet report) {
    return Results.named(report, "121106").get(0).string(Tag.TextValue).orElseThrow();
  }

  private static DataSet read(StudyResult result) throws IOException {
    byte[] bytes = StructuredReport.bytes(result);
    DicomFile file = DicomReader.read(new ByteArrayInputStream(bytes), Limits.standard());
    assertThat(file.meta().string(Tag.MediaStorageSOPClassUID))
        .contains(UID.Comprehensive3DSRStorage);
    return file.dataSet();
  }
}
