package org.truncus.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.Tag;
import org.truncus.dicom.VR;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.TruncusException;
import org.truncus.problem.UnsupportedInputException;

/**
 * Every file of shared/data/dicom against the SHA-256 of its stored values: all frames, [F,H,W,S],
 * little endian at BitsAllocated, colours as they are stored. Another implementation (see the
 * manifest's column {@code decoder}) made them.
 */
class StoredValuesOracleTest {

  /** What that implementation reads although the file is broken. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "fo-dicom/FreezePattern.dcm", "an item stands outside of its sequence",
          "pydicom/SC_rgb_jpeg.dcm", "meta says explicit VR, the data set has none",
          "pydicom/JPEG2000-embedded-sequence-delimiter.dcm",
              "the codestream's width is overwritten");

  /** What that implementation refuses and DCMTK reads as we do. */
  private static final Set<String> READ =
      Set.of("fo-dicom/GH177_D_CLUNIE_CT1_IVRLE_BigEndian_undefined_length.dcm");

  private static final double GREY_LEVELS = 2;

  /** Later frames are narrower than the header says; the first is right. */
  private static final String FIRST_FRAME_ONLY = "fo-dicom/multiframe.dcm";

  /** Those that have one right answer; JPEG-LS has even where it is near-lossless. */
  private static final Set<String> EXACT =
      Set.of(
          "1.2.840.10008.1.2",
          "1.2.840.10008.1.2.1",
          "1.2.840.10008.1.2.1.99",
          "1.2.840.10008.1.2.2",
          "1.2.840.10008.1.2.5",
          "1.2.840.10008.1.2.4.57",
          "1.2.840.10008.1.2.4.70",
          "1.2.840.10008.1.2.4.80",
          "1.2.840.10008.1.2.4.81",
          "1.2.840.10008.1.2.4.90");

  private static final Set<String> LOSSY =
      Set.of("1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.91");

  @TestFactory
  Stream<DynamicTest> storedValues() throws IOException {
    Path folder = SharedData.folder("dicom");
    return SharedData.manifest(folder).stream()
        .filter(row -> !row.get("pixels_sha256").isEmpty() || !row.get("error").isEmpty())
        .map(row -> DynamicTest.dynamicTest(row.get("path"), () -> check(folder, row)));
  }

  private static void check(Path folder, CSVRecord row) {
    Path file = folder.resolve(row.get("path"));
    if (REFUSED.containsKey(row.get("path"))) {
      assertThatThrownBy(() -> new ImageReader(PixelPolicy.standard()).read(file))
          .isInstanceOf(InvalidDicomException.class);
    } else if (READ.contains(row.get("path"))) {
      assertThat(new ImageReader(PixelPolicy.standard()).read(file).image().width()).isEqualTo(512);
    } else if (row.get("path").equals(FIRST_FRAME_ONLY)) {
      assertThat(new ImageReader(PixelPolicy.standard()).read(file).image().width()).isEqualTo(240);
      assertThatThrownBy(() -> values(DicomReader.read(file)))
          .isInstanceOf(InvalidDicomException.class)
          .hasMessageContaining("240 x 55");
    } else if (!row.get("error").isEmpty()) {
      assertThatThrownBy(() -> new ImageReader(PixelPolicy.standard()).read(file))
          .isInstanceOfAny(InvalidInputException.class, UnsupportedInputException.class)
          .hasMessageContaining(file.getFileName().toString());
    } else if (EXACT.contains(row.get("transfer_syntax_uid"))) {
      DicomFile dicom = DicomReader.read(file);
      assertThat(digest(dicom)).as(row.get("photometric")).isEqualTo(row.get("pixels_sha256"));
      assertThat(new ImageReader(PixelPolicy.standard()).read(file).image().samples())
          .matches(StoredValuesOracleTest::isUnit, "in [0, 1]");
    } else {
      assertThat(LOSSY).contains(row.get("transfer_syntax_uid"));
      int[] values = values(DicomReader.read(file));
      IntSummaryStatistics found = Arrays.stream(values).summaryStatistics();
      assertThat(found.getAverage()).isCloseTo(Double.parseDouble(row.get("mean")), within(1.0));
      assertThat((double) found.getMin()).isCloseTo(number(row, "min"), within(GREY_LEVELS));
      assertThat((double) found.getMax()).isCloseTo(number(row, "max"), within(GREY_LEVELS));
    }
  }

  private static double number(CSVRecord row, String column) {
    return Double.parseDouble(row.get(column));
  }

  /** The figure that docs/results.md states; pydicom with its own plug-ins: 127 of 139. */
  @Test
  void theShareDecodedIsWhatTheResultsSay() throws IOException {
    Path folder = SharedData.folder("dicom");
    List<CSVRecord> expected =
        SharedData.manifest(folder).stream()
            .filter(row -> !row.get("pixels_sha256").isEmpty())
            .toList();
    List<String> refused = new ArrayList<>();
    for (CSVRecord row : expected) {
      try {
        new ImageReader(PixelPolicy.standard()).read(folder.resolve(row.get("path")));
      } catch (TruncusException e) {
        refused.add(row.get("path"));
      }
    }
    System.out.printf("decoded %d of %d%n", expected.size() - refused.size(), expected.size());
    assertThat(refused).containsExactlyInAnyOrderElementsOf(REFUSED.keySet());
  }

  @TestFactory
  Stream<DynamicTest> filesWithoutPixelsAreReadOrRefusedByType() throws IOException {
    Path folder = SharedData.folder("dicom");
    return SharedData.manifest(folder).stream()
        .filter(row -> row.get("pixels_sha256").isEmpty() && !READ.contains(row.get("path")))
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.get("path"),
                    () ->
                        assertThatThrownBy(
                                () ->
                                    new ImageReader(PixelPolicy.standard())
                                        .read(folder.resolve(row.get("path"))))
                            .isInstanceOf(TruncusException.class)));
  }

  private static boolean isUnit(float[] samples) {
    for (float sample : samples) {
      if (!(sample >= 0 && sample <= 1)) {
        return false;
      }
    }
    return true;
  }

  private static List<int[]> frames(DicomFile file, PixelModule module) {
    List<int[]> frames = new ArrayList<>();
    for (int frame = 0; frame < module.frames(); frame++) {
      frames.add(StoredPixels.frame(file, module, frame, new ArrayList<>()));
    }
    return frames;
  }

  private static int[] values(DicomFile file) {
    PixelModule module = PixelModule.of(file.dataSet());
    return frames(file, module).stream().flatMapToInt(Arrays::stream).toArray();
  }

  private static String digest(DicomFile file) {
    PixelModule module = PixelModule.of(file.dataSet());
    ByteBuffer out =
        ByteBuffer.allocate((int) module.totalBytes() * (module.isSubsampled() ? 2 : 1) + 1)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int[] stored : frames(file, module)) {
      for (int value : stored) {
        switch (module.bitsAllocated()) {
          case 8 -> out.put((byte) value);
          case 16 -> out.putShort((short) value);
          default -> out.putInt(value);
        }
      }
    }
    int length = out.position();
    if (isUnswapped(file, module)) {
      byte[] bytes = file.dataSet().bytes(Tag.PixelData);
      for (int i = 0; i + 1 < bytes.length; i += 2) {
        byte low = bytes[i];
        bytes[i] = bytes[i + 1];
        bytes[i + 1] = low;
      }
      out.clear().put(bytes, 0, length);
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(out.array(), 0, length);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The digests of 8 bit pixels in big endian words are of the bytes as they stand in the file;
   * DCMTK swaps them, as PS3.5 section 8.1.1 asks for, and so do we.
   */
  private static boolean isUnswapped(DicomFile file, PixelModule module) {
    return file.transferSyntax().bigEndian()
        && module.bitsAllocated() == 8
        && file.dataSet().vr(Tag.PixelData) == VR.OW;
  }
}
