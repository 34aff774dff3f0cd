package org.truncus.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionRadiographTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"CR,false", "CR,true", "DX,false", "DX,true"})
  void passesTheValidator(ProjectionRadiograph.Kind kind, boolean monochrome1) throws IOException {
    Path file = folder.resolve("image.dcm");
    DicomWriter.write(file, radiograph(kind, monochrome1));
    Tool.Answer answer = Tool.run("dciodvfy", file.toString());
    assertThat(answer.text()).contains(kind + "Image").doesNotContain("Error");
    assertThat(answer.status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"CR,false", "DX,true"})
  void isReadBackAsItWasBuilt(ProjectionRadiograph.Kind kind, boolean monochrome1)
      throws IOException {
    Path file = folder.resolve("image.dcm");
    DicomWriter.write(file, radiograph(kind, monochrome1));
    DataSet read = DicomReader.read(file).dataSet();
    assertThat(read.string(Tag.PatientName)).hasValue("Müller^Anna");
    assertThat(read.string(Tag.PatientAge)).hasValue("056Y");
    assertThat(read.strings(Tag.PatientOrientation)).containsExactly("L", "F");
    assertThat(read.decimals(Tag.WindowWidth)).containsExactly(1024);
    assertThat(read.integers(Tag.PixelData)).startsWith(0, 3, 6).hasSize(24);
    assertThat(DicomReader.readHeader(file).dataSet().contains(Tag.PixelData)).isFalse();
  }

  private static DicomFile radiograph(ProjectionRadiograph.Kind kind, boolean monochrome1) {
    short[] values = new short[24];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) (3 * i);
    }
    return ProjectionRadiograph.of(kind, 4, 6, "P1")
        .patient("Müller^Anna", "19700101", "F")
        .age(56)
        .view("PA")
        .bitsStored(10)
        .monochrome1(monochrome1)
        .taken(LocalDateTime.of(2026, 11, 23, 10, 0))
        .file(values);
  }
}
