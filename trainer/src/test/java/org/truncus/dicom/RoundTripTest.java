package org.truncus.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {

  private static final List<TransferSyntax> SYNTAXES =
      List.of(
          TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
          TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
          TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
          TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);

  @TempDir Path folder;

  /** Explicit little endian through each other syntax and back: not a byte may differ. */
  @TestFactory
  Stream<DynamicTest> realFilesComeBackByteForByte() throws IOException {
    Path data = sharedDicom();
    return Stream.of(
            "pydicom/MR_small.dcm",
            "pydicom/MR_small_bigendian.dcm",
            "pydicom/MR_small_implicit.dcm",
            "pydicom/rtdose_expb.dcm",
            "pydicom/image_dfl.dcm",
            "pydicom/examples_overlay.dcm",
            "pydicom/pet20step.dcm",
            "pydicom/chrKoreanMulti.dcm",
            "pydicom-data/SC_rgb_expb_16bit_2frame.dcm",
            "pydicom-data/OBXXXX1A.dcm",
            "fo-dicom/GH178.dcm",
            "fo-dicom/ct.dcm")
        .map(name -> DynamicTest.dynamicTest(name, () -> comesBack(data.resolve(name))));
  }

  private static void comesBack(Path file) throws IOException {
    DataSet source = withoutUnknown(DicomReader.read(file).dataSet());
    byte[] explicit = write(source, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    assertThat(explicit.length).isGreaterThan(200);
    for (TransferSyntax syntax : SYNTAXES) {
      DataSet back = read(write(source, syntax), syntax);
      assertThat(write(back, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
          .as(syntax.name())
          .isEqualTo(explicit);
    }
  }

  /** Implicit VR can't keep a VR that the dictionary doesn't know, or another one. */
  private static DataSet withoutUnknown(DataSet dataSet) {
    DataSet kept = new DataSet();
    for (Element element : dataSet) {
      boolean same =
          Dictionary.vr(element.tag()) == element.vr()
              || Dictionary.followsPixelRepresentation(element.tag());
      if (same && element instanceof Element.Sequence sequence) {
        kept.setItems(
            element.tag(), sequence.items().stream().map(i -> withoutUnknown(i)).toList());
      } else if (same) {
        kept.copyFrom(dataSet, element.tag());
      }
    }
    return kept;
  }

  @Test
  void nestedItemsAndEmptyOnesComeBack() throws IOException {
    DataSet leaf = new DataSet().set(Tag.CodeMeaning, "Lunge, größer").setEmpty(Tag.CodeValue);
    DataSet middle = new DataSet().setItems(Tag.ConceptCodeSequence, leaf, new DataSet());
    DataSet top =
        new DataSet()
            .set(Tag.SpecificCharacterSet, "ISO_IR 100")
            .setItems(Tag.ContentSequence, middle)
            .setItems(Tag.ReferencedRequestSequence);
    for (TransferSyntax syntax : SYNTAXES) {
      DataSet back = read(write(top, syntax), syntax);
      DataSet item = back.items(Tag.ContentSequence).get(0).items(Tag.ConceptCodeSequence).get(0);
      assertThat(item.string(Tag.CodeMeaning)).as(syntax.name()).hasValue("Lunge, größer");
      assertThat(back.contains(Tag.ReferencedRequestSequence)).isTrue();
      assertThat(back.items(Tag.ReferencedRequestSequence)).isEmpty();
    }
  }

  @Test
  void dcmdumpReadsWhatIsWritten() throws IOException {
    for (TransferSyntax syntax : SYNTAXES) {
      Path file = folder.resolve("out.dcm");
      DataSet dataSet =
          ProjectionRadiograph.of(ProjectionRadiograph.Kind.DX, 8, 8, "P7")
              .patient("Doe^Jo", "", "")
              .build(new short[64]);
      DicomWriter.write(file, DicomFile.of(dataSet, syntax));
      Tool.Answer answer = Tool.run("dcmdump", "-Un", file.toString());
      assertThat(answer.status()).as(syntax.name()).isZero();
      assertThat(answer.text())
          .contains(syntax.uid(), "[Doe^Jo]", "[51185008]", "[P7]")
          .doesNotContain("W:", "E:");
    }
  }

  /** DCMTK writes the same data set with the same lengths: sequences defined, no group lengths. */
  @TestFactory
  Stream<DynamicTest> dcmconvWritesTheSameBytes() throws IOException {
    Path data = sharedDicom();
    return Stream.of("+te", "+ti", "+tb")
        .flatMap(
            option ->
                Stream.of("pydicom/MR_small.dcm", "pydicom/examples_overlay.dcm")
                    .map(
                        name ->
                            DynamicTest.dynamicTest(
                                name + " " + option,
                                () -> sameAsDcmconv(option, data.resolve(name)))));
  }

  private void sameAsDcmconv(String option, Path source) throws IOException {
    Path converted = folder.resolve("converted" + option + ".dcm");
    Tool.Answer answer =
        Tool.run("dcmconv", option, "-g", "+e", source.toString(), converted.toString());
    assertThat(answer.status()).as(answer.text()).isZero();
    DicomFile file = DicomReader.read(converted);
    byte[] dataSet = write(file.dataSet(), file.transferSyntax());
    byte[] theirs = Files.readAllBytes(converted);
    assertThat(dataSet.length).isGreaterThan(1000);
    assertThat(java.util.Arrays.copyOfRange(theirs, theirs.length - dataSet.length, theirs.length))
        .isEqualTo(dataSet);
    assertThat(file.dataSet().bytes(Tag.PixelData))
        .isEqualTo(DicomReader.read(source).dataSet().bytes(Tag.PixelData));
  }

  private static byte[] write(DataSet dataSet, TransferSyntax syntax) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DicomWriter.writeDataSet(out, dataSet, syntax);
    return out.toByteArray();
  }

  private static DataSet read(byte[] bytes, TransferSyntax syntax) throws IOException {
    return DicomReader.readDataSet(new ByteArrayInputStream(bytes), syntax, Limits.standard());
  }

  static Path sharedDicom() {
    String root = System.getProperty("truncus.root", "..");
    Path data = Path.of(root).resolve("../shared/data/dicom").normalize();
    Assumptions.assumeTrue(Files.isDirectory(data), "no real images: shared/data/dicom");
    return data;
  }
}
