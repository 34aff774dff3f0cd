package org.truncus.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.problem.InvalidInputException;

class MalformedTest {

  private static final String ITEM = "FEFF00E0FFFFFFFF";
  private static final String ITEM_END = "FEFF0DE000000000";
  private static final String SEQUENCE = "400030A7FFFFFFFF";

  @TempDir Path folder;

  private static DataSet implicit(String hex) throws IOException {
    return read(hex, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, Limits.standard());
  }

  private static DataSet read(String hex, TransferSyntax syntax, Limits limits) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return DicomReader.readDataSet(new ByteArrayInputStream(bytes), syntax, limits);
  }

  @Test
  void oddLengthIsRefusedWithElementAndOffset() {
    assertThatThrownBy(() -> implicit("10002000020000004142" + "10003000030000004142"))
        .isInstanceOf(InvalidDicomException.class)
        .hasMessageContaining("(0010,0030) PatientBirthDate at offset 10")
        .hasMessageContaining("3 is odd");
  }

  @Test
  void lengthPastTheEndTakesNoMemory() {
    assertThatThrownBy(() -> implicit("1000200000FFFF7F4142"))
        .isInstanceOf(InvalidDicomException.class)
        .hasMessageContaining("(0010,0020) PatientID")
        .hasMessageContaining("cut short");
  }

  @Test
  void lengthPastTheEndOfAFileIsSeenBeforeReading() throws IOException {
    Path file = folder.resolve("cut.dcm");
    byte[] bytes = radiograph();
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 100));
    assertThatThrownBy(() -> DicomReader.read(file))
        .isInstanceOf(InvalidDicomException.class)
        .hasMessageContaining("cut.dcm: (7fe0,0010) PixelData")
        .hasMessageContaining("declares 128 bytes, but 28 are left");
    assertThat(DicomReader.readHeader(file).dataSet().string(Tag.PatientID)).hasValue("P1");
  }

  @Test
  void anElementThatRunsPastItsItemIsRefused() {
    String item = "FEFF00E00C000000" + "080000010A000000" + "41424344454647484950";
    assertThatThrownBy(() -> implicit("400030A714000000" + item))
        .isInstanceOf(InvalidDicomException.class)
        .hasMessageContaining("(0008,0100) CodeValue");
  }

  @Test
  void depthIsBounded() {
    String hex = (SEQUENCE + ITEM).repeat(40);
    assertThatThrownBy(() -> implicit(hex))
        .isInstanceOf(UnsupportedDicomException.class)
        .hasMessageContaining("deeper than 32");
  }

  @Test
  void itemsAreBounded() {
    String hex = SEQUENCE + (ITEM + ITEM_END).repeat(6);
    Limits five = new Limits(1000, 32, 5, 1000, 100, 1000);
    assertThatThrownBy(() -> read(hex, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, five))
        .isInstanceOf(UnsupportedDicomException.class)
        .hasMessageContaining("more than 5 items");
  }

  @Test
  void aValueAboveTheLimitIsPassedOverAndRemembered() throws IOException {
    DataSet dataSet =
        read(
            "10001000080000004142434445464748" + "10002000020000005031",
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            Limits.standard().withMaxElementBytes(4));
    assertThat(dataSet.string(Tag.PatientID)).hasValue("P1");
    assertThat(dataSet.element(Tag.PatientName))
        .containsInstanceOf(Element.Skipped.class)
        .contains(new Element.Skipped(Tag.PatientName, VR.PN, 8, 8));
    assertThatThrownBy(() -> dataSet.string(Tag.PatientName))
        .isInstanceOf(UnsupportedDicomException.class);
  }

  @Test
  void aDeflateBombIsRefused() throws IOException {
    DataSet zeros = new DataSet().setBytes(Tag.PixelData, VR.OW, new byte[64 << 20]);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TransferSyntax deflated = TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
    DicomWriter.writeDataSet(out, zeros, deflated);
    assertThat(out.size()).isLessThan(100_000);
    assertThatThrownBy(
            () ->
                DicomReader.readDataSet(
                    new ByteArrayInputStream(out.toByteArray()), deflated, Limits.standard()))
        .isInstanceOf(UnsupportedDicomException.class)
        .hasMessageContaining("more than 100 times");
  }

  @Test
  void anUnknownVrIsRefused() {
    assertThatThrownBy(
            () ->
                read(
                    "100020005858020050310000",
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                    Limits.standard()))
        .isInstanceOf(InvalidDicomException.class)
        .hasMessageContaining("VR 0x5858");
  }

  @Test
  void anUnknownSequenceOfUndefinedLengthIsImplicit() throws IOException {
    String sequence = "09000110" + "554E0000FFFFFFFF" + ITEM + "080000010200000041420000";
    DataSet dataSet =
        read(
            sequence.substring(0, sequence.length() - 4) + ITEM_END + "FEFFDDE000000000",
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            Limits.standard());
    assertThat(dataSet.items(0x00091001)).hasSize(1);
    assertThat(dataSet.items(0x00091001).get(0).string(Tag.CodeValue)).hasValue("AB");
  }

  @Test
  void textAndEmptyAndMissingFilesAreNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("text.dcm"), "image,patient_id\n".repeat(40));
    assertThatThrownBy(() -> DicomReader.read(text))
        .isInstanceOf(InvalidDicomException.class)
        .hasMessageContaining("text.dcm: not a DICOM file")
        .hasMessageContaining("text");
    Path empty = Files.createFile(folder.resolve("empty.dcm"));
    assertThatThrownBy(() -> DicomReader.read(empty)).hasMessageContaining("the file is empty");
    assertThatThrownBy(() -> DicomReader.read(folder.resolve("none.dcm")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void filesWithoutPreambleOrMetaAreRead() throws IOException {
    byte[] bytes = radiograph();
    Path bare = folder.resolve("bare.dcm");
    Files.write(bare, Arrays.copyOfRange(bytes, 132, bytes.length));
    assertThat(DicomReader.read(bare).dataSet().string(Tag.PatientID)).hasValue("P1");
    DicomFile file = DicomReader.read(bare);
    for (TransferSyntax syntax :
        new TransferSyntax[] {
          TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
          TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
          TransferSyntax.EXPLICIT_VR_BIG_ENDIAN
        }) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      DicomWriter.writeDataSet(out, file.dataSet(), syntax);
      Path noMeta = Files.write(folder.resolve("nometa.dcm"), out.toByteArray());
      assertThat(DicomReader.read(noMeta).transferSyntax()).isEqualTo(syntax);
      assertThat(DicomReader.read(noMeta).dataSet().string(Tag.PatientID)).hasValue("P1");
    }
  }

  @Test
  void anUnknownTransferSyntaxIsUnsupportedAndNamed() throws IOException {
    byte[] bytes = radiograph();
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(UID.ExplicitVRLittleEndian + "\0");
    bytes[at + UID.ExplicitVRLittleEndian.length() - 1] = '7';
    Path file = Files.write(folder.resolve("odd.dcm"), bytes);
    assertThatThrownBy(() -> DicomReader.read(file))
        .isInstanceOf(UnsupportedDicomException.class)
        .hasMessageContaining("1.2.840.10008.1.2.7");
  }

  static byte[] radiograph() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DicomWriter.write(
        out, ProjectionRadiograph.of(ProjectionRadiograph.Kind.CR, 8, 8, "P1").file(new short[64]));
    return out.toByteArray();
  }
}
