package org.truncus.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.Element;
import org.truncus.dicom.Tag;
import org.truncus.dicom.Tool;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UID;
import org.truncus.dicom.VR;
import org.truncus.dicom.jpeg.Jpeg;
import org.truncus.dicom.jpegls.JpegLs;
import org.truncus.problem.TruncusException;

/** A synthetic image of 12 bits through DCMTK's encoders and our decoders. */
class DcmtkFramesTest {

  private static final int ROWS = 67;
  private static final int COLUMNS = 93;
  private static final FrameShape SHAPE = new FrameShape(ROWS, COLUMNS, 1, 16);

  @TempDir private Path folder;

  private static int[] pixels() {
    Random random = new Random(3);
    int[] pixels = new int[ROWS * COLUMNS];
    for (int i = 0; i < pixels.length; i++) {
      int y = i / COLUMNS;
      int x = i % COLUMNS;
      double wave = 1800 + 900 * Math.sin(x / 9.0) + 700 * Math.cos(y / 7.0);
      pixels[i] = y < 12 ? 40 : y < 20 ? 4095 : (int) wave + random.nextInt(40);
    }
    return pixels;
  }

  private Path plain() throws IOException {
    byte[] bytes = new byte[2 * ROWS * COLUMNS];
    int[] pixels = pixels();
    for (int i = 0; i < pixels.length; i++) {
      bytes[2 * i] = (byte) pixels[i];
      bytes[2 * i + 1] = (byte) (pixels[i] >> 8);
    }
    DataSet dataSet =
        new DataSet()
            .set(Tag.SOPClassUID, UID.ComputedRadiographyImageStorage)
            .set(Tag.SOPInstanceUID, "1.2.3.4")
            .set(Tag.StudyInstanceUID, "1.2.3.5")
            .set(Tag.SeriesInstanceUID, "1.2.3.6")
            .set(Tag.PhotometricInterpretation, "MONOCHROME2")
            .setInts(Tag.SamplesPerPixel, 1)
            .setInts(Tag.Rows, ROWS)
            .setInts(Tag.Columns, COLUMNS)
            .setInts(Tag.BitsAllocated, 16)
            .setInts(Tag.BitsStored, 12)
            .setInts(Tag.HighBit, 11)
            .setInts(Tag.PixelRepresentation, 0)
            .setBytes(Tag.PixelData, VR.OW, bytes);
    Path file = folder.resolve("plain.dcm");
    DicomWriter.write(file, DicomFile.of(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    return file;
  }

  private byte[] encoded(String tool, String... options) throws IOException {
    Path coded = folder.resolve("coded.dcm");
    String[] arguments = Arrays.copyOf(options, options.length + 2);
    arguments[options.length] = plain().toString();
    arguments[options.length + 1] = coded.toString();
    Tool.Answer answer = Tool.run(tool, arguments);
    assertThat(answer.status()).as(answer.text()).isZero();
    return frame(coded);
  }

  private static byte[] frame(Path coded) {
    Element element = DicomReader.read(coded).dataSet().element(Tag.PixelData).orElseThrow();
    List<byte[]> fragments = ((Element.Fragments) element).fragments();
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    fragments.stream().skip(1).forEach(frame::writeBytes);
    return frame.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void everyPredictorOfLosslessJpegIsExact(int predictor) throws IOException {
    byte[] frame = encoded("dcmcjpeg", "+el", "+sv", Integer.toString(predictor));
    assertThat(Jpeg.decode(frame, SHAPE)).isEqualTo(pixels());
  }

  @Test
  void extendedJpegOf12BitsIsWithinTwoGreyLevelsOfDcmtks() throws IOException {
    byte[] frame = encoded("dcmcjpeg", "+ee", "+q", "90");
    Path decoded = folder.resolve("decoded.dcm");
    Tool.Answer answer =
        Tool.run("dcmdjpeg", folder.resolve("coded.dcm").toString(), decoded.toString());
    assertThat(answer.status()).as(answer.text()).isZero();
    byte[] bytes = DicomReader.read(decoded).dataSet().bytes(Tag.PixelData);
    int[] found = Jpeg.decode(frame, SHAPE);
    for (int i = 0; i < found.length; i++) {
      int theirs = (bytes[2 * i] & 0xFF) | (bytes[2 * i + 1] & 0xFF) << 8;
      assertThat(Math.abs(found[i] - theirs)).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void losslessJpegLsIsExactAndNearLosslessIsNear() throws IOException {
    assertThat(JpegLs.decode(encoded("dcmcjpls"), SHAPE)).isEqualTo(pixels());
    int[] near = JpegLs.decode(encoded("dcmcjpls", "+en", "+md", "3"), SHAPE);
    int[] pixels = pixels();
    int most = 0;
    for (int i = 0; i < pixels.length; i++) {
      most = Math.max(most, Math.abs(near[i] - pixels[i]));
    }
    assertThat(most).isBetween(1, 3);
  }

  @Test
  void cutAndAlteredFramesAreRefusedOrDecodedAndNothingElse() throws IOException {
    Random random = new Random(9);
    byte[][] frames = {
      encoded("dcmcjpeg", "+el", "+sv", "6"),
      encoded("dcmcjpeg", "+ee"),
      encoded("dcmcjpls"),
      encoded("dcmcjpls", "+en")
    };
    for (int f = 0; f < frames.length; f++) {
      boolean jpeg = f < 2;
      for (int round = 0; round < 200; round++) {
        byte[] broken = altered(frames[f], round, random);
        try {
          int[] found = jpeg ? Jpeg.decode(broken, SHAPE) : JpegLs.decode(broken, SHAPE);
          assertThat(found).hasSize(ROWS * COLUMNS);
        } catch (TruncusException e) {
          assertThat(e).hasMessageContaining("(7fe0,0010) PixelData");
        }
      }
    }
  }

  private static byte[] altered(byte[] frame, int round, Random random) {
    byte[] broken =
        round % 3 == 0 ? Arrays.copyOf(frame, random.nextInt(frame.length)) : frame.clone();
    for (int i = 0; i < round % 3; i++) {
      int most = round % 2 == 0 ? Math.min(200, broken.length) : broken.length;
      broken[random.nextInt(most)] = (byte) random.nextInt(256);
    }
    return broken;
  }

  @Test
  void aCutFrameIsRefusedWithItsOffset() throws IOException {
    byte[] frame = encoded("dcmcjpls");
    assertThatThrownBy(() -> JpegLs.decode(Arrays.copyOf(frame, frame.length / 2), SHAPE))
        .isInstanceOf(org.truncus.dicom.InvalidDicomException.class)
        .hasMessageContaining("at offset " + frame.length / 2 + " of the frame")
        .hasMessageContaining("cut short");
  }
}
