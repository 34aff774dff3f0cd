package org.truncus.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Pixel data that stay in their file are the same bytes as those that were read at once. */
class LazyPixelsTest {

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> realFilesAreTheSame() {
    Path data = RoundTripTest.sharedDicom();
    return Stream.of(
            "pydicom/MR_small.dcm",
            "pydicom/MR_small_bigendian.dcm",
            "pydicom/MR_small_implicit.dcm",
            "pydicom/MR_small_RLE.dcm",
            "pydicom/image_dfl.dcm",
            "pydicom-data/SC_rgb_expb_16bit_2frame.dcm",
            "pydicom-data/OBXXXX1A.dcm",
            "fo-dicom/ct.dcm")
        .map(name -> DynamicTest.dynamicTest(name, () -> same(data.resolve(name))));
  }

  private static void same(Path path) throws IOException {
    DicomFile whole = DicomReader.read(path);
    DicomFile lazy = DicomReader.readLazily(path);
    assertThat(lazy.dataSet().element(Tag.PixelData).orElseThrow())
        .isInstanceOfAny(Element.Stored.class, Element.StoredFragments.class);
    assertThat(written(lazy)).isEqualTo(written(whole));
    assertThat(lazy.dataSet().element(Tag.PixelData).orElseThrow())
        .satisfies(
            element -> {
              if (element instanceof Element.Stored stored) {
                int length = (int) stored.bytes().length();
                byte[] all = whole.dataSet().bytes(Tag.PixelData);
                assertThat(stored.bytes().read(0, length)).isEqualTo(all);
                assertThat(stored.bytes().read(7, length - 10))
                    .isEqualTo(Arrays.copyOfRange(all, 7, length - 3));
              }
            });
  }

  private static byte[] written(DicomFile file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DicomWriter.write(out, file);
    return out.toByteArray();
  }

  @Test
  void aFileThatWasCutSinceIsInvalid() throws IOException {
    byte[] bytes = MalformedTest.radiograph();
    Path file = Files.write(folder.resolve("cut.dcm"), bytes);
    Element.Stored pixels =
        (Element.Stored)
            DicomReader.readLazily(file).dataSet().element(Tag.PixelData).orElseThrow();
    assertThat(pixels.bytes().read(0, 128)).hasSize(128);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 4));
    assertThatThrownBy(() -> pixels.bytes().read(0, 128))
        .isInstanceOf(InvalidDicomException.class)
        .hasMessageContaining("shorter than when its header was read");
    assertThatThrownBy(() -> DicomReader.readLazily(file))
        .isInstanceOf(InvalidDicomException.class)
        .hasMessageContaining("PixelData");
  }

  @Test
  void manyLongValuesAreNotHeldTogether() throws IOException {
    DataSet dataSet = new DataSet().set(Tag.PatientID, "P1");
    for (int i = 0; i < 20; i++) {
      dataSet.setBytes(0x00091000 + i, VR.OB, new byte[100]);
    }
    dataSet.set(Tag.StudyInstanceUID, "1.2.3");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DicomWriter.writeDataSet(out, dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    DataSet read =
        DicomReader.readDataSet(
            new ByteArrayInputStream(out.toByteArray()),
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            new Limits(1000, 32, 10, 1000, 100, 500));
    assertThat(read.element(0x00091000)).containsInstanceOf(Element.Bytes.class);
    assertThat(read.element(0x00091013)).containsInstanceOf(Element.Skipped.class);
    assertThat(read.string(Tag.StudyInstanceUID)).hasValue("1.2.3");
  }
}
