package org.truncus.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSetTest {

  @Test
  void valuesComeBackInTheirTypes() {
    DataSet dataSet =
        new DataSet()
            .set(Tag.ImageType, "DERIVED", "PRIMARY")
            .set(Tag.Rows, "2500")
            .setInts(Tag.InstanceNumber, 12)
            .setDecimals(Tag.PixelSpacing, 0.139, 1.0 / 3)
            .setInts(Tag.FrameIncrementPointer, Tag.PatientID);
    assertThat(dataSet.strings(Tag.ImageType)).containsExactly("DERIVED", "PRIMARY");
    assertThat(dataSet.integer(Tag.Rows)).hasValue(2500);
    assertThat(dataSet.bytes(Tag.Rows)).containsExactly(0xC4, 0x09);
    assertThat(dataSet.string(Tag.InstanceNumber)).hasValue("12");
    assertThat(dataSet.string(Tag.PixelSpacing)).hasValue("0.139");
    assertThat(dataSet.strings(Tag.PixelSpacing)).allMatch(text -> text.length() <= 16);
    assertThat(dataSet.decimals(Tag.PixelSpacing)[1])
        .isCloseTo(1.0 / 3, org.assertj.core.data.Offset.offset(1e-13));
    assertThat(dataSet.integer(Tag.FrameIncrementPointer)).hasValue(Tag.PatientID);
    assertThat(dataSet.integer(Tag.Columns)).isEmpty();
  }

  @Test
  void aValueThatIsNoNumberIsRefusedWithoutQuotingIt() {
    DataSet dataSet = new DataSet().set(Tag.WindowWidth, "SECRET");
    assertThatThrownBy(() -> dataSet.decimal(Tag.WindowWidth))
        .isInstanceOf(InvalidDicomException.class)
        .hasMessageContaining("(0028,1051) WindowWidth")
        .hasMessageNotContaining("SECRET");
  }

  /** Examples of PS3.5 annex H to K and of the bytes that each set gives the same letters. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ISO_IR 100|4D FC 6C 6C 65 72|Müller",
        "ISO_IR 192|4D C3 BC 6C 6C 65 72|Müller",
        "ISO_IR 144|BB EE DA 63 65 DC D1 79 70 D3|Люкceмбypг",
        "ISO_IR 126|C4 E9 EF ED F5 F3 E9 EF F2|Διονυσιος",
        "ISO_IR 13|D4 CF C0 DE 5E C0 DB B3|ﾔﾏﾀﾞ^ﾀﾛｳ",
        "\\ISO 2022 IR 87|59 61 3D 1B 24 42 3B 33 45 44 1B 28 42 5E|Ya=山田^",
        "\\ISO 2022 IR 149|48 3D 1B 24 29 43 FB F3|H=洪",
        "\\ISO 2022 IR 58|5A 3D 1B 24 29 41 D5 C5 5E 1B 24 29 41 D0 A1 B6 AB|Z=张^小东",
        "ISO 2022 IR 100\\ISO 2022 IR 87|FC 1B 24 42 3B 33 1B 28 42 FC|ü山ü",
        "\\ISO 2022 IR 87\\ISO 2022 IR 159|1B 24 28 44 6C 3F 1B 28 42 41|鷗A",
        "ISO 2022 IR 6\\ISO 2022 IR 203|1B 2D 62 A4|€",
        "GBK|D5 C5 5E 90 96|张^悥",
        "GB18030|CD F5 5E D0 A1 B6 AB|王^小东"
      })
  void charactersOfManySets(String set, String hex, String expected) {
    byte[] value = HexFormat.ofDelimiter(" ").parseHex(hex);
    DataSet dataSet =
        new DataSet()
            .setBytes(Tag.SpecificCharacterSet, VR.CS, set.getBytes(StandardCharsets.US_ASCII))
            .setBytes(Tag.PatientName, VR.PN, value);
    assertThat(dataSet.string(Tag.PatientName).orElseThrow()).isEqualTo(expected);
  }

  @Test
  void copiesAreByteExactAndTranslationsKeepTheCharacters() throws IOException {
    DataSet latin =
        new DataSet()
            .set(Tag.SpecificCharacterSet, "ISO_IR 100")
            .setBytes(Tag.PatientName, VR.PN, new byte[] {(byte) 0xC4, 'h', ' ', ' '});
    DataSet exact = new DataSet().copyFrom(latin, Tag.PatientName);
    assertThat(exact.bytes(Tag.PatientName)).isEqualTo(latin.bytes(Tag.PatientName));
    DataSet utf8 = new DataSet().set(Tag.SpecificCharacterSet, "ISO_IR 192");
    utf8.translate(latin, Tag.PatientName);
    assertThat(utf8.string(Tag.PatientName)).hasValue("Äh");
    assertThat(utf8.bytes(Tag.PatientName)).startsWith(0xC3, 0x84, 'h');
  }

  @Test
  void textOutsideOfTheCharacterSetIsRefusedOnWriting() {
    DataSet ascii = new DataSet().set(Tag.PatientName, "Müller");
    assertThatThrownBy(
            () ->
                DicomWriter.writeDataSet(
                    new ByteArrayOutputStream(), ascii, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
        .isInstanceOf(InvalidDicomException.class)
        .hasMessageContaining("ISO_IR 192")
        .hasMessageNotContaining("Müller");
  }

  @Test
  void whatAVrCannotHoldIsRefused() {
    assertThatThrownBy(() -> new DataSet().setInts(Tag.Rows, 70_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(0028,0010) Rows: US doesn't hold 70000");
    assertThatThrownBy(() -> new DataSet().set(Tag.Modality, "Ä"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CS holds ASCII only");
  }

  @Test
  void aCommandSetHasItsGroupLength() throws IOException {
    DataSet echo =
        new DataSet()
            .set(Tag.AffectedSOPClassUID, UID.Verification)
            .setInts(Tag.CommandField, 0x0030)
            .setInts(Tag.MessageID, 1)
            .setInts(Tag.CommandDataSetType, 0x0101);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DicomWriter.writeCommand(out, echo);
    assertThat(HexFormat.of().formatHex(out.toByteArray()))
        .startsWith("000000000400000038000000" + "0000020012000000")
        .hasSize(2 * (12 + 0x38));
  }

  @Test
  void uidsAreValidAndAFunctionOfTheName() {
    String uid = UID.nameBased("study/1");
    assertThat(uid).isEqualTo(UID.nameBased("study/1")).startsWith("2.25.");
    assertThat(UID.isValid(uid)).isTrue();
    assertThat(UID.isValid("../../../tmp/pwn")).isFalse();
    assertThat(UID.isValid("1.02.3")).isFalse();
    assertThat(UID.isValid("1..3")).isFalse();
    assertThat(UID.isValid("")).isFalse();
    assertThat(UID.isValid("1." + "2".repeat(63))).isFalse();
  }

  @Test
  void eachConstantOfTagIsTheDictionarysKeyword() throws ReflectiveOperationException {
    for (Field field : Tag.class.getFields()) {
      int tag = field.getInt(null);
      if (Tag.group(tag) != 0xFFFE) {
        assertThat(Dictionary.keyword(tag)).hasValue(field.getName());
      }
    }
    assertThat(Dictionary.vr(Tag.ContentSequence)).isEqualTo(VR.SQ);
    assertThat(Dictionary.vr(0x60023000)).isEqualTo(VR.OB);
    assertThat(Dictionary.vr(0x00091001)).isEqualTo(VR.UN);
    assertThat(Dictionary.vr(0x00090010)).isEqualTo(VR.LO);
  }
}
