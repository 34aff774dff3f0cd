package org.truncus.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.ProjectionRadiograph;
import org.truncus.dicom.Tag;
import org.truncus.dicom.Tool;
import org.truncus.dicom.VR;

/** The pixel pipeline against DCMTK's renderer, within one of its 256 grey levels. */
class RenderParityTest {

  private static final Set<String> DECODED_BY_DCMTK =
      Set.of(
          "1.2.840.10008.1.2",
          "1.2.840.10008.1.2.1",
          "1.2.840.10008.1.2.1.99",
          "1.2.840.10008.1.2.2",
          "1.2.840.10008.1.2.5",
          "1.2.840.10008.1.2.4.57",
          "1.2.840.10008.1.2.4.70");

  /** Files that can't be compared, and why. */
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "fo-dicom/RI6XDosiGap.dcm", "DCMTK adds 1 to the range, which is 0.2 here",
          "pydicom/rtdose_expb.dcm", "DCMTK orders the words of 32 bits otherwise in big endian",
          "pydicom/rtdose_expb_1frame.dcm", "the same");

  @TempDir Path folder;

  private record Case(String file, Voi voi, List<String> options) {
    Case(String file, Voi voi, String... options) {
      this(file, voi, List.of(options));
    }
  }

  @TestFactory
  Stream<DynamicTest> realImages() {
    Path data = SharedData.folder("dicom");
    return Stream.of(
            new Case("pydicom/MR_small.dcm", Voi.WINDOW, "+Wi", "1"),
            new Case("pydicom/MR_small_bigendian.dcm", Voi.WINDOW, "+Wi", "1"),
            new Case("pydicom/examples_overlay.dcm", Voi.WINDOW, "+Wi", "1"),
            new Case("fo-dicom/ct.dcm", Voi.WINDOW, "+Wi", "1"),
            new Case("fo-dicom/mr.dcm", Voi.WINDOW, "+Wi", "1"),
            new Case("fo-dicom/GH342.dcm", Voi.WINDOW, "+Wi", "1"),
            new Case("pydicom-data/emri_small.dcm", Voi.FULL_RANGE, "+Wm"),
            new Case("pydicom/MR_small.dcm", Voi.FULL_RANGE, "+Wm"),
            new Case("pydicom/image_dfl.dcm", Voi.NONE, "-W"))
        .flatMap(
            test ->
                Stream.of(false, true)
                    .map(
                        inverted ->
                            DynamicTest.dynamicTest(
                                test.file() + " " + test.voi() + (inverted ? " inverted" : ""),
                                () -> compare(data.resolve(test.file()), test, inverted))));
  }

  /**
   * Every grey file whose syntax dcmj2pnm decodes, by its own window where it has one, else over
   * its full range.
   */
  @TestFactory
  Stream<DynamicTest> allGreyFiles() throws IOException {
    Path data = SharedData.folder("dicom");
    return SharedData.manifest(data).stream()
        .filter(row -> !row.get("pixels_sha256").isEmpty())
        .filter(row -> row.get("photometric").startsWith("MONOCHROME"))
        .filter(row -> DECODED_BY_DCMTK.contains(row.get("transfer_syntax_uid")))
        .filter(row -> !LEFT_OUT.containsKey(row.get("path")))
        .map(row -> DynamicTest.dynamicTest(row.get("path"), () -> compare(data, row.get("path"))));
  }

  private void compare(Path data, String path) throws IOException {
    DicomFile file = DicomReader.read(data.resolve(path));
    DataSet dataSet = file.dataSet();
    dataSet.remove(Tag.PixelPaddingValue); // DCMTK draws it, here it is background
    boolean table = !dataSet.items(Tag.VOILUTSequence).isEmpty();
    boolean window = Window.first(dataSet).isPresent();
    if (table) {
      compare(file, Voi.WINDOW, "+Wl", "1");
    } else if (window) {
      compare(file, Voi.WINDOW, "+Wi", "1");
    } else {
      compare(file, Voi.FULL_RANGE, "+Wm");
    }
  }

  private void compare(Path source, Case test, boolean inverted) throws IOException {
    DicomFile file = DicomReader.read(source);
    if (inverted) {
      file.dataSet().set(Tag.PhotometricInterpretation, "MONOCHROME1");
      file.dataSet().set(Tag.PresentationLUTShape, "INVERSE");
      file.dataSet().remove(Tag.PixelPaddingValue); // DCMTK inverts it, here it stays background
    }
    compare(file, test.voi(), test.options().toArray(String[]::new));
  }

  private static DataSet ramp() {
    short[] values = new short[4096];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) i;
    }
    return ProjectionRadiograph.of(ProjectionRadiograph.Kind.DX, 64, 64, "P1").build(values);
  }

  private static DataSet lut(int size, int first) {
    int[] entries = new int[size];
    for (int i = 0; i < size; i++) {
      entries[i] = (int) (4095 * Math.sqrt(i / (size - 1.0)));
    }
    byte[] data = new byte[2 * size];
    for (int i = 0; i < size; i++) {
      data[2 * i] = (byte) entries[i];
      data[2 * i + 1] = (byte) (entries[i] >> 8);
    }
    return new DataSet()
        .setInts(Tag.LUTDescriptor, size, first, 12)
        .set(Tag.ModalityLUTType, "US")
        .setBytes(Tag.LUTData, VR.OW, data);
  }

  @Test
  void windows() throws IOException {
    DataSet linear = ramp().setDecimals(Tag.WindowCenter, 1500).setDecimals(Tag.WindowWidth, 2000);
    compare(DicomFile.of(linear, explicit()), Voi.WINDOW, "+Wi", "1");
    DataSet step = ramp().setDecimals(Tag.WindowCenter, 2000).setDecimals(Tag.WindowWidth, 1);
    compare(DicomFile.of(step, explicit()), Voi.WINDOW, "+Wi", "1");
    DataSet sigmoid = linear.set(Tag.VOILUTFunction, "SIGMOID");
    compare(DicomFile.of(sigmoid, explicit()), Voi.WINDOW, "+Wi", "1");
  }

  @Test
  void lookupTables() throws IOException {
    DataSet voi = ramp().setItems(Tag.VOILUTSequence, lut(3000, 500));
    compare(DicomFile.of(voi, explicit()), Voi.WINDOW, "+Wl", "1");
    DataSet modality = ramp().setItems(Tag.ModalityLUTSequence, lut(4096, 0));
    modality.remove(Tag.RescaleSlope).remove(Tag.RescaleIntercept).remove(Tag.RescaleType);
    compare(DicomFile.of(modality, explicit()), Voi.WINDOW, "+Wi", "1");
    compare(DicomFile.of(modality, explicit()), Voi.NONE, "-W");
  }

  private static org.truncus.dicom.TransferSyntax explicit() {
    return org.truncus.dicom.TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
  }

  private void compare(DicomFile file, Voi voi, String... options) throws IOException {
    Path in = folder.resolve("in.dcm");
    Path out = folder.resolve("out.pgm");
    DicomWriter.write(in, file);
    String[] arguments =
        Stream.of(Stream.of("-O", "+op"), Arrays.stream(options), Stream.of(in, out))
            .flatMap(part -> part.map(Object::toString))
            .toArray(String[]::new);
    Tool.Answer answer = Tool.run("dcmj2pnm", arguments);
    assertThat(answer.status()).as(answer.text()).isZero();
    DecodedImage ours = new ImageReader(new PixelPolicy(voi, true)).read(in);
    byte[] pgm = Files.readAllBytes(out);
    FloatImage image = ours.image();
    String head = new String(pgm, 0, 40, StandardCharsets.ISO_8859_1);
    assertThat(head).startsWith("P5").contains(image.width() + " " + image.height());
    int start = pgm.length - image.samples().length;
    int worst = 0;
    int bright = 0;
    for (int i = 0; i < image.samples().length; i++) {
      int theirs = pgm[start + i] & 0xFF;
      worst = Math.max(worst, Math.abs(theirs - Math.round(255 * image.samples()[i])));
      bright += theirs > 0 ? 1 : 0;
    }
    assertThat(worst).as(String.join("; ", ours.steps())).isLessThanOrEqualTo(1);
    assertThat(bright).as("pixels above black").isGreaterThan(image.samples().length / 50);
  }
}
