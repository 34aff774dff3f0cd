package org.truncus.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.Limits;
import org.truncus.dicom.ProjectionRadiograph;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UID;

class JpegFrameTest {

  private static final int SIDE = 8;
  private static final int LEVEL = 200;

  /** 200 as it is, as the lower seven bits, and as two's complement. */
  @ParameterizedTest
  @CsvSource({"8, 0, 200", "7, 0, 72", "8, 1, -56"})
  void samplesAreCutToTheStoredBits(int bitsStored, int representation, int expected)
      throws IOException {
    DicomFile file = file(bitsStored, representation);
    int[] stored = StoredPixels.frame(file, PixelModule.of(file.dataSet()), 0, new ArrayList<>());
    assertThat(stored).hasSize(SIDE * SIDE).containsOnly(expected);
    assertThat(new ImageReader(PixelPolicy.standard()).pixels(file).samples())
        .hasSize(SIDE * SIDE)
        .doesNotContain(Float.NaN);
  }

  @Test
  void aFullRangeFrameKeepsItsLevel() throws IOException {
    float[] samples = new ImageReader(new PixelPolicy(Voi.NONE, true)).pixels(file(8, 0)).samples();
    assertThat(samples).containsOnly(LEVEL / 255f);
  }

  private static DicomFile file(int bitsStored, int representation) throws IOException {
    DataSet dataSet =
        ProjectionRadiograph.of(ProjectionRadiograph.Kind.CR, SIDE, SIDE, "P1")
            .build(new short[SIDE * SIDE])
            .remove(Tag.PixelData)
            .setInts(Tag.BitsAllocated, 8)
            .setInts(Tag.BitsStored, bitsStored)
            .setInts(Tag.HighBit, bitsStored - 1)
            .setInts(Tag.PixelRepresentation, representation);
    TransferSyntax syntax = TransferSyntax.of(UID.JPEGBaseline8Bit).orElseThrow();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DicomWriter.write(out, DicomFile.of(dataSet, syntax));
    out.writeBytes(encapsulated(jpeg()));
    return DicomReader.read(new ByteArrayInputStream(out.toByteArray()), Limits.standard());
  }

  /** PixelData with an empty offset table and one fragment (PS3.5 annex A.4). */
  private static byte[] encapsulated(byte[] frame) {
    int length = (frame.length + 1) / 2 * 2;
    ByteBuffer bytes = ByteBuffer.allocate(12 + 8 + 8 + length + 8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0x00107FE0).put((byte) 'O').put((byte) 'B').putShort((short) 0).putInt(-1);
    bytes.putInt(0xE000FFFE).putInt(0);
    bytes.putInt(0xE000FFFE).putInt(length).put(frame);
    bytes.position(bytes.capacity() - 8);
    bytes.putInt(0xE0DDFFFE).putInt(0);
    return bytes.array();
  }

  private static byte[] jpeg() throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.getRaster().setSample(i % SIDE, i / SIDE, 0, LEVEL);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }
}
