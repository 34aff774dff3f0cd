package org.truncus.gateway.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UID;
import org.truncus.dicom.VR;
import org.truncus.gateway.BrightnessScorer;
import org.truncus.gateway.SampleImages;
import org.truncus.image.ImageReader;
import org.truncus.model.ValidDomain;

class EligibilityTest {

  private final Eligibility eligibility = new Eligibility(new BrightnessScorer(1, 0).manifest());

  static Stream<Arguments> images() {
    return Stream.of(
        image("frontal chest", null, d -> d),
        image("AP", null, d -> d.set(Tag.ViewPosition, "AP")),
        image("no view told", null, d -> d.remove(Tag.ViewPosition)),
        image("no body part told", null, d -> d.remove(Tag.BodyPartExamined)),
        image("thorax", null, d -> d.set(Tag.BodyPartExamined, "THORAX")),
        image("monochrome 1", null, d -> d.set(Tag.PhotometricInterpretation, "MONOCHROME1")),
        image("derived", null, d -> d.set(Tag.ImageType, "DERIVED", "PRIMARY")),
        image("report", Ineligible.SOP_CLASS, d -> d.set(Tag.SOPClassUID, UID.EnhancedSRStorage)),
        image("MR", Ineligible.MODALITY, d -> d.set(Tag.Modality, "MR")),
        image("no modality", Ineligible.MODALITY, d -> d.remove(Tag.Modality)),
        image("hand", Ineligible.BODY_PART, d -> d.set(Tag.BodyPartExamined, "HAND")),
        image("lateral", Ineligible.VIEW, d -> d.set(Tag.ViewPosition, "LL")),
        image("decubitus", Ineligible.VIEW, d -> d.set(Tag.ViewPosition, "RLD")),
        image("lateral by code", Ineligible.VIEW, d -> viewCode(d, "Left lateral projection")),
        image("PA by code", null, d -> viewCode(d, "postero-anterior")),
        image(
            "lateral by words",
            Ineligible.VIEW,
            d -> d.remove(Tag.ViewPosition).set(Tag.SeriesDescription, "Thorax lat.")),
        image("colour", Ineligible.NOT_GRAYSCALE, d -> d.set(Tag.PhotometricInterpretation, "RGB")),
        image(
            "raw",
            Ineligible.NOT_FOR_PRESENTATION,
            d -> d.set(Tag.PresentationIntentType, "FOR PROCESSING")),
        image(
            "screen grab",
            Ineligible.SECONDARY_IMAGE,
            d -> d.set(Tag.ImageType, "DERIVED", "SECONDARY")),
        image("cine", Ineligible.MULTI_FRAME, d -> d.set(Tag.NumberOfFrames, "2")),
        image(
            "frames without a number",
            Ineligible.UNDECODABLE,
            d -> d.set(Tag.NumberOfFrames, VR.IS, "many")),
        image("thumbnail", Ineligible.TOO_SMALL, d -> d.setInts(Tag.Rows, 31)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("images")
  void eachObjectionHasItsReason(String name, Ineligible objection, DataSet header) {
    DicomFile file = DicomFile.of(header, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    assertThat(eligibility.objection(file)).isEqualTo(Optional.ofNullable(objection));
  }

  static Stream<Arguments> ages() {
    return Stream.of(
        Arguments.of("017Y", "", true),
        Arguments.of("018Y", "", false),
        Arguments.of("215M", "", true),
        Arguments.of("216M", "", false),
        Arguments.of("009D", "", true),
        Arguments.of("", "20100601", true),
        Arguments.of("", "19501231", false),
        Arguments.of("", "", false),
        Arguments.of("old", "someday", false));
  }

  @ParameterizedTest(name = "age {0}, born {1}")
  @MethodSource("ages")
  void childrenAreRefusedWhereTheModelIsForAdults(String age, String born, boolean refused) {
    Eligibility adults = forDomain(new ValidDomain(List.of(), List.of(), List.of(), List.of(), 18));
    DataSet header =
        SampleImages.image(1, 1, 0.5)
            .remove(Tag.PixelData)
            .set(Tag.PatientAge, age)
            .set(Tag.PatientBirthDate, born)
            .set(Tag.StudyDate, "20261125");
    DicomFile file = DicomFile.of(header, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

    assertThat(adults.objection(file))
        .isEqualTo(refused ? Optional.of(Ineligible.UNDER_MINIMUM_AGE) : Optional.empty());
    assertThat(Ineligible.UNDER_MINIMUM_AGE.code()).isEqualTo("under-minimum-age");
  }

  @Test
  void aPhotometricInterpretationThatTheModelIsNotForIsRefused() {
    Eligibility bright =
        forDomain(new ValidDomain(List.of(), List.of(), List.of(), List.of("MONOCHROME2"), null));
    DataSet header = SampleImages.image(1, 1, 0.5).remove(Tag.PixelData);
    DicomFile two = DicomFile.of(header, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    assertThat(bright.objection(two)).isEmpty();

    header.set(Tag.PhotometricInterpretation, "MONOCHROME1");
    DicomFile one = DicomFile.of(header, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

    assertThat(bright.objection(one)).contains(Ineligible.PHOTOMETRIC);
    assertThat(eligibility.objection(one)).isEmpty();
  }

  private static Eligibility forDomain(ValidDomain domain) {
    return new Eligibility(domain, 64);
  }

  private static Arguments image(String name, Ineligible objection, UnaryOperator<DataSet> change) {
    DataSet header = SampleImages.image(1, 1, 0.5).remove(Tag.PixelData);
    return Arguments.of(name, objection, change.apply(header));
  }

  private static DataSet viewCode(DataSet header, String meaning) {
    return header
        .remove(Tag.ViewPosition)
        .setItems(Tag.ViewCodeSequence, List.of(new DataSet().set(Tag.CodeMeaning, meaning)));
  }

  @Test
  void whatIsNegotiatedIsWhatCanBeDecoded() {
    assertThat(Eligibility.DECODABLE)
        .doesNotHaveDuplicates()
        .containsAll(ImageReader.compressedSyntaxes())
        .hasSize(4 + ImageReader.compressedSyntaxes().size());
  }
}
