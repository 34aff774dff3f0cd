package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.ProjectionRadiograph;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.VR;
import org.truncus.json.Json;

class RenderCommandTest {

  private static final int SIDE = 8;

  @TempDir Path folder;

  /** A radiograph whose value at row r and column c is 64 (8 r + c), of 12 bits. */
  private static DataSet ramp() {
    short[] values = new short[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) (64 * i);
    }
    DataSet dataSet =
        ProjectionRadiograph.of(ProjectionRadiograph.Kind.DX, SIDE, SIDE, "P1").build(values);
    return dataSet
        .setDecimals(Tag.WindowCenter, 2048)
        .setDecimals(Tag.WindowWidth, 4096)
        .set(Tag.PhotometricInterpretation, "MONOCHROME2")
        .set(Tag.PresentationLUTShape, "IDENTITY");
  }

  private Path write(String name, DataSet dataSet) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    DicomWriter.write(file, DicomFile.of(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    return file;
  }

  private static int grey(BufferedImage image, int i) {
    return image.getRaster().getSample(i % SIDE, i / SIDE, 0);
  }

  @Test
  void thePngIsWhatThePipelineMakes() throws IOException {
    Path plain = write("plain.dcm", ramp());
    Path inverse =
        write(
            "inverse.dcm",
            ramp()
                .set(Tag.PhotometricInterpretation, "MONOCHROME1")
                .set(Tag.PresentationLUTShape, "INVERSE"));
    Path out = folder.resolve("out");
    Run run = Run.of("render", plain, inverse, "--out", out);
    assertThat(run.exitCode()).as(run.err()).isZero();
    BufferedImage up = ImageIO.read(out.resolve("plain.png").toFile());
    BufferedImage down = ImageIO.read(out.resolve("inverse.png").toFile());
    for (int i = 0; i < SIDE * SIDE; i++) {
      int expected = (int) Math.round(255 * (64.0 * i / 4095));
      assertThat(grey(up, i)).as("pixel %d", i).isCloseTo(expected, offset());
      assertThat(grey(down, i)).as("pixel %d", i).isCloseTo(255 - expected, offset());
    }
    assertThat(Run.of("render", inverse, "--keep-polarity", "--out", out).exitCode()).isZero();
    BufferedImage kept = ImageIO.read(out.resolve("inverse.png").toFile());
    assertThat(grey(kept, 63)).isGreaterThan(grey(kept, 0) + 200);
  }

  private static org.assertj.core.data.Offset<Integer> offset() {
    return org.assertj.core.data.Offset.offset(1);
  }

  @Test
  void framesAreSpreadOverTheFileAndEachIsItsOwn() throws IOException {
    DataSet dataSet = ramp();
    int frames = 10;
    byte[] pixels = new byte[2 * SIDE * SIDE * frames];
    for (int i = 0; i < pixels.length / 2; i++) {
      int value = 400 * (i / (SIDE * SIDE));
      pixels[2 * i] = (byte) value;
      pixels[2 * i + 1] = (byte) (value >> 8);
    }
    Path file =
        write(
            "cine.dcm",
            dataSet.set(Tag.NumberOfFrames, "10").setBytes(Tag.PixelData, VR.OW, pixels));
    Path out = folder.resolve("out");
    Run run = Run.of("render", file, "--out", out, "--frames", 3);
    assertThat(run.exitCode()).as(run.err()).isZero();
    int[] shown = {1, 4, 7};
    for (int number : shown) {
      BufferedImage image = ImageIO.read(out.resolve("cine-f" + number + ".png").toFile());
      int expected = (int) Math.round(255 * (400.0 * (number - 1) / 4095));
      assertThat(grey(image, 0)).as("frame %d", number).isCloseTo(expected, offset());
    }
    try (var files = Files.list(out)) {
      assertThat(files).hasSize(shown.length + 1);
    }
  }

  @Test
  void oneBrokenFileKeepsNoOtherFromThePage() throws IOException {
    Path first = write("a/chest.dcm", ramp());
    Path second = write("b/chest.dcm", ramp().set(Tag.BodyPartExamined, "CHEST"));
    Path broken = Files.write(folder.resolve("cut.dcm"), new byte[200]);
    Path missing = folder.resolve("gone.png");
    Path out = folder.resolve("out");
    Run run = Run.of("render", first, second, broken, missing, "--out", out, "--json");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.PARTLY_DONE);
    JsonNode rows = Json.mapper().readTree(run.out());
    assertThat(rows).hasSize(4);
    assertThat(rows.get(0).path("png").asText()).endsWith("chest.png");
    assertThat(rows.get(1).path("png").asText()).endsWith("chest~2.png");
    assertThat(rows.get(0).path("steps").toString()).contains("window");
    assertThat(rows.get(2).path("error").asText()).contains("cut.dcm");
    assertThat(rows.get(3).path("error").asText()).contains("gone.png: there is no such file");
    assertThat(Files.readString(out.resolve("index.html")))
        .contains("chest.dcm", "Not shown", "cut.dcm")
        .doesNotContain("<script");
    assertThat(Run.of("render", broken, "--out", out).exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
  }

  @Test
  void rulesComeFromOnePlace() throws IOException {
    Path file = write("plain.dcm", ramp());
    Run both = Run.of("render", file, "--out", folder, "--model", folder, "--voi", "none");
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).contains("--model brings its own rules");
    Run none = Run.of("render", file, "--out", folder, "--frames", 0);
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("--frames: found 0");
  }
}
