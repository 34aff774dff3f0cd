package org.truncus.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.image.FloatImage;
import org.truncus.model.Saliency;

class SaliencyCaptureTest {
  private static final Saliency MAP =
      new Saliency(
          3, 3, new float[] {0, 0.2f, 1, 0, 0.1f, 0.6f, 0, 0, 0}, new Saliency.Region(0, 0, 1, 1));

  @TempDir Path folder;

  @Test
  void theSameInputGivesTheSameBytesAndPassesTheCheck() {
    SaliencyCapture capture = capture();
    DataSet header = Results.source();
    assertThat(capture.bytes(header, ramp(600, 500), MAP))
        .isEqualTo(capture.bytes(header, ramp(600, 500), MAP));
    DicomFile object = capture.build(header, ramp(600, 500), MAP);
    assertThat(ReportCheck.violations(object)).isEmpty();
    assertThat(object.dataSet().string(Tag.SOPInstanceUID))
        .contains(capture.reference().sopInstanceUID());
    assertThat(object.dataSet().contains(Tag.PixelSpacing)).isFalse();
    assertThatThrownBy(
            () -> new SaliencyCapture(Results.several(), Results.several().images().get(0), "x"))
        .hasMessageContaining("no label x");
  }

  /** Attributes of a capture. */
  static Stream<Integer> attributes() {
    return IntStream.of(
            Tag.StudyInstanceUID,
            Tag.PatientName,
            Tag.Modality,
            Tag.SeriesInstanceUID,
            Tag.ConversionType,
            Tag.ImageType,
            Tag.PatientOrientation,
            Tag.DerivationDescription,
            Tag.DerivationCodeSequence,
            Tag.SourceImageSequence,
            Tag.BurnedInAnnotation,
            Tag.RecognizableVisualFeatures,
            Tag.LossyImageCompression,
            Tag.SamplesPerPixel,
            Tag.PhotometricInterpretation,
            Tag.PlanarConfiguration,
            Tag.Rows,
            Tag.Columns,
            Tag.BitsAllocated,
            Tag.BitsStored,
            Tag.HighBit,
            Tag.PixelRepresentation,
            Tag.PixelData,
            Tag.SoftwareVersions)
        .boxed();
  }

  @ParameterizedTest
  @MethodSource("attributes")
  void anAttributeThatIsMissingIsFound(int tag) {
    DicomFile object = capture().build(Results.source(), ramp(40, 30), MAP);
    object.dataSet().remove(tag);
    assertThat(ReportCheck.violations(object)).anyMatch(v -> v.contains(Tag.describe(tag)));
  }

  @Test
  void whatIsMissingInTheSourceReferenceIsFound() {
    DicomFile object = capture().build(Results.source(), ramp(40, 30), MAP);
    DataSet source = object.dataSet().items(Tag.SourceImageSequence).get(0);
    for (int tag : List.copyOf(source.tags())) {
      source.remove(tag);
      assertThat(ReportCheck.violations(object)).anyMatch(v -> v.contains(Tag.describe(tag)));
    }
    object.dataSet().remove(Tag.BodyPartExamined);
    assertThat(ReportCheck.violations(object)).anyMatch(v -> v.contains("type 2C"));
  }

  @Test
  void theBannerIsAboveTheImageAndTheHeatWhereTheMapIs() {
    for (int[] size : new int[][] {{2000, 1600}, {64, 48}, {900, 120}, {50, 700}}) {
      FloatImage grey = ramp(size[0], size[1]);
      DataSet object = capture().build(Results.source(), grey, MAP).dataSet();
      int rows = object.integer(Tag.Rows).orElseThrow();
      int columns = object.integer(Tag.Columns).orElseThrow();
      assertThat(Math.max(rows, columns)).isBetween(448, 1024);
      byte[] pixels = object.bytes(Tag.PixelData);
      int yellow = 0;
      for (int i = 0; i + 2 < pixels.length; i += 3) {
        if ((pixels[i] & 0xff) == 0xff && (pixels[i + 1] & 0xff) == 0xd5) {
          yellow++;
        }
      }
      assertThat(yellow).as("dots of the banner").isGreaterThan(500);
      int lastRow = (rows - 1) * columns * 3;
      assertThat(pixels[lastRow]).as("cold is grey").isEqualTo(pixels[lastRow + 1]);
    }
  }

  @Test
  void pairedPartsHaveASide() {
    DataSet hand = Results.source().set(Tag.BodyPartExamined, "HAND");
    assertThat(capture().build(hand, ramp(40, 30), MAP).dataSet().string(Tag.ImageLaterality))
        .contains("U");
    hand.set(Tag.ImageLaterality, "L");
    assertThat(capture().build(hand, ramp(40, 30), MAP).dataSet().string(Tag.ImageLaterality))
        .contains("L");
    DataSet unknown = Results.source().remove(Tag.BodyPartExamined);
    DicomFile object = capture().build(unknown, ramp(40, 30), MAP);
    assertThat(object.dataSet().string(Tag.ImageLaterality)).contains("U");
    assertThat(ReportCheck.violations(object)).isEmpty();
  }

  @Test
  void aReportRefersToItsHeatMapsOnlyWhereItIsToldTo() {
    StudyResult result = Results.several();
    SaliencyCapture capture = capture();
    StudyResult with = result.withCaptures(List.of(capture.reference()));
    DicomFile report = StructuredReport.build(with, SrClass.ENHANCED);
    assertThat(ReportCheck.violations(report)).isEmpty();
    assertThat(Results.named(report.dataSet(), "130403")).hasSize(1);
    assertThat(StructuredReport.sopInstanceUID(with))
        .isNotEqualTo(StructuredReport.sopInstanceUID(result));
    assertThat(Results.named(StructuredReport.build(result).dataSet(), "130403")).isEmpty();
  }

  @Test
  void dicom3toolsAndDcmtkFindNothingWrong() throws Exception {
    Path source = folder.resolve("source.dcm");
    DicomWriter.write(
        source, DicomFile.of(Results.image(1, "PA"), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    Path file = folder.resolve("sc.dcm");
    Files.write(file, capture().bytes(Results.source(), ramp(2000, 1600), MAP));
    Path report = folder.resolve("sr.dcm");
    StudyResult with = Results.several().withCaptures(List.of(capture().reference()));
    Files.write(report, StructuredReport.bytes(with));
    assertThat(Tools.run("dciodvfy", file.toString())).isEqualToIgnoringWhitespace("SCImage");
    assertThat(Tools.run("dciodvfy", report.toString())).doesNotContain("Error");
    assertThat(Tools.run("dsrdump", "+Pl", report.toString()))
        .contains("Gradient-weighted class activation");
    assertThat(Tools.run("dcentvfy", source.toString(), file.toString(), report.toString()).lines())
        .allMatch(line -> line.contains("<AccessionNumber>") && line.startsWith("Warning"));
    Path picture = folder.resolve("sc.png");
    Tools.run("dcmj2pnm", "+on", file.toString(), picture.toString());
    BufferedImage seen = ImageIO.read(picture.toFile());
    assertThat(seen.getHeight()).isGreaterThan(seen.getWidth());
    keep(file, picture);
  }

  /** Where somebody wants to look: {@code -Dtruncus.report.keep=FOLDER}. */
  private static void keep(Path... files) throws Exception {
    String wanted = System.getProperty("truncus.report.keep", "");
    if (!wanted.isEmpty()) {
      for (Path file : files) {
        Files.write(Path.of(wanted).resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
  }

  private static SaliencyCapture capture() {
    StudyResult result = Results.several();
    return new SaliencyCapture(result, result.images().get(0), "pneumonia");
  }

  private static FloatImage ramp(int height, int width) {
    float[] samples = new float[height * width];
    for (int i = 0; i < samples.length; i++) {
      int row = i / width;
      samples[i] = 0.1f + 0.7f * row / height;
    }
    return new FloatImage(height, width, 1, samples);
  }
}
