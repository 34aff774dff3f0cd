package org.truncus.gateway.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.dicom.VR;
import org.truncus.gateway.SampleImages;
import org.truncus.json.Json;

class DicomJsonTest {

  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final int PRIVATE_CREATOR = 0x00110010;
  private static final int PRIVATE = 0x00111001;

  @TempDir Path temp;

  @Test
  void eachVrHasItsForm() throws IOException {
    JsonNode json = json(everything());

    assertThat(json.path("00080005").path("Value").path(0).asText()).isEqualTo("ISO_IR 192");
    assertThat(json.path("00100010").path("Value").path(0).path("Alphabetic").asText())
        .isEqualTo("Müller^Jörg");
    assertThat(json.path("00100010").path("Value").path(0).path("Ideographic").asText())
        .isEqualTo("");
    assertThat(json.path("00080008").path("Value")).hasSize(3);
    assertThat(json.path("00080008").path("Value").path(1).isNull()).isTrue();
    assertThat(json.path("00280010").path("Value").path(0).asInt()).isEqualTo(64);
    assertThat(json.path("00200013").path("Value").path(0).isNumber()).isTrue();
    assertThat(new String(DicomJson.bytes(everything()), StandardCharsets.UTF_8))
        .as("digits stay")
        .contains("\"00280030\":{\"vr\":\"DS\",\"Value\":[0.10,0.2]}");
    assertThat(json.path("00281053").path("Value").path(0).isTextual())
        .as("a DS that is no number")
        .isTrue();
    assertThat(json.path("00280009").path("Value").path(0).asText()).isEqualTo("00181063");
    assertThat(json.path("00080090").has("Value")).as("empty").isFalse();
    assertThat(json.path("00080090").path("vr").asText()).isEqualTo("PN");
    assertThat(json.path("00081140").path("Value").path(0).path("00081155").path("vr").asText())
        .isEqualTo("UI");
    assertThat(json.path("00111001").path("InlineBinary").asText()).isEqualTo("AQI=");
    assertThat(json.has("7FE00010")).as("pixels").isFalse();
    assertThat(json.path("00281101").has("Value")).as("an US of three bytes").isFalse();
    assertThat(json.path("00720082").path("Value").path(0).asText())
        .isEqualTo("9223372036854775807");
  }

  @Test
  void japaneseNamesHaveTheirGroups() throws IOException {
    DataSet dataSet =
        new DataSet()
            .set(Tag.SpecificCharacterSet, "ISO_IR 192")
            .set(Tag.PatientName, "Yamada^Tarou=山田^太郎=やまだ^たろう");

    JsonNode name = json(dataSet).path("00100010").path("Value").path(0);

    assertThat(name.path("Alphabetic").asText()).isEqualTo("Yamada^Tarou");
    assertThat(name.path("Ideographic").asText()).isEqualTo("山田^太郎");
    assertThat(name.path("Phonetic").asText()).isEqualTo("やまだ^たろう");
  }

  @Test
  void pydicomReadsTheSameValues() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(PYTHON), "python3 is not installed");
    Assumptions.assumeTrue(run("import pydicom") == 0, "python3-pydicom is not installed");
    DataSet image = everything().remove(Tag.RescaleSlope).remove(RED_DESCRIPTOR);
    Path file = SampleImages.write(temp.resolve("a.dcm"), image);
    Path json = Files.write(temp.resolve("a.json"), DicomJson.bytes(image));

    int rc =
        run(
            "import pydicom",
            "a = pydicom.dcmread('%s')".formatted(file),
            "b = pydicom.Dataset.from_json(open('%s', encoding='utf-8').read())".formatted(json),
            "a.decode()",
            "del a[0x7fe00010]",
            "a.SpecificCharacterSet = 'ISO_IR 192'",
            "def v(e):",
            "    n = e.value if e.VM > 1 else [e.value]",
            "    return [float(x) for x in n] if e.VR == 'DS' else str(e.value)",
            "bad = [e.tag for e in a if e.tag not in b or v(e) != v(b[e.tag])]",
            "assert not bad, bad",
            "assert len(a) == len(b)");

    assertThat(rc).as(() -> output()).isZero();
  }

  private static final int RED_DESCRIPTOR = Tag.RedPaletteColorLookupTableDescriptor;

  private static DataSet everything() {
    return SampleImages.image(1, 1, 0.5)
        .set(Tag.SpecificCharacterSet, "ISO_IR 100")
        .setBytes(Tag.PatientName, VR.PN, "Müller^Jörg ".getBytes(StandardCharsets.ISO_8859_1))
        .set(Tag.ImageType, "ORIGINAL", "", "AXIAL")
        .set(Tag.PixelSpacing, "0.10", "0.2")
        .set(Tag.RescaleSlope, "1,5")
        .set(Tag.FrameIncrementPointer, String.valueOf(0x00181063))
        .setEmpty(Tag.ReferringPhysicianName)
        .setBytes(RED_DESCRIPTOR, VR.US, new byte[3])
        .set(0x00720082, VR.SV, String.valueOf(Long.MAX_VALUE))
        .set(PRIVATE_CREATOR, VR.LO, "TEST")
        .setBytes(PRIVATE, VR.UN, new byte[] {1, 2})
        .setItems(
            Tag.ReferencedImageSequence,
            new DataSet().set(Tag.ReferencedSOPInstanceUID, "1.2.3"),
            new DataSet());
  }

  private static JsonNode json(DataSet dataSet) throws IOException {
    return Json.mapper().readTree(DicomJson.bytes(dataSet));
  }

  private String output() {
    try {
      return Files.readString(temp.resolve("out"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private int run(String... script) throws IOException, InterruptedException {
    return new ProcessBuilder(PYTHON.toString(), "-c", String.join("\n", script))
        .redirectErrorStream(true)
        .redirectOutput(temp.resolve("out").toFile())
        .start()
        .waitFor();
  }
}
