package org.truncus.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReaderTest {

  private static final Offset<Float> EXACT = Offset.offset(1e-6f);

  @TempDir Path folder;

  private final ImageReader reader = new ImageReader(PixelPolicy.standard());

  private Path write(BufferedImage image, String format) throws IOException {
    Path file = folder.resolve("image.jpg"); // the name says nothing
    assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    return file;
  }

  private static BufferedImage of(int type, int width, int height, int... samples) {
    BufferedImage image = new BufferedImage(width, height, type);
    image.getRaster().setPixels(0, 0, width, height, samples);
    return image;
  }

  private static BufferedImage withAlpha(int dataType, int colours, int... samples) {
    int space = colours == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(space), true, false, Transparency.TRANSLUCENT, dataType);
    WritableRaster raster = model.createCompatibleWritableRaster(2, 1);
    raster.setPixels(0, 0, 2, 1, samples);
    return new BufferedImage(model, raster, false, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff", "bmp"})
  void grey8IsTheRawSample(String format) throws IOException {
    Path file = write(of(BufferedImage.TYPE_BYTE_GRAY, 2, 2, 0, 50, 100, 255), format);
    FloatImage image = reader.read(file).image();
    assertThat(image.channels()).isEqualTo(1);
    assertThat(image.samples()).containsExactly(new float[] {0, 50 / 255f, 100 / 255f, 1}, EXACT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void grey16IsTheRawSample(String format) throws IOException {
    Path file = write(of(BufferedImage.TYPE_USHORT_GRAY, 2, 1, 300, 40000), format);
    assertThat(reader.read(file).image().samples())
        .containsExactly(new float[] {300 / 65535f, 40000 / 65535f}, EXACT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff", "bmp"})
  void coloursComeAsRedGreenBlue(String format) throws IOException {
    Path file = write(of(BufferedImage.TYPE_3BYTE_BGR, 2, 1, 255, 0, 51, 10, 20, 30), format);
    FloatImage image = reader.read(file).image();
    assertThat(image.channels()).isEqualTo(3);
    assertThat(image.samples())
        .containsExactly(new float[] {1, 0, 0.2f, 10 / 255f, 20 / 255f, 30 / 255f}, EXACT);
  }

  @Test
  void theFirstHalfOfTheMagicOfDicomAmongThePixelsIsNoDicom() throws IOException {
    BufferedImage image = new BufferedImage(40, 1, BufferedImage.TYPE_3BYTE_BGR);
    image.setRGB(24, 0, 'D' << 16); // its red is the byte at offset 128
    image.setRGB(25, 0, 'I'); // its blue the next one
    Path file = write(image, "bmp");
    assertThat(Arrays.copyOfRange(Files.readAllBytes(file), 128, 130)).containsExactly('D', 'I');
    assertThat(reader.read(file).encoding().format()).isEqualTo("BMP");
  }

  @Test
  void eachColourGoesOverItsOwnBits() throws IOException {
    Path file = write(of(BufferedImage.TYPE_USHORT_565_RGB, 2, 1, 31, 63, 0, 0, 21, 31), "bmp");
    assertThat(reader.read(file).image().samples())
        .containsExactly(new float[] {1, 1, 0, 0, 21 / 63f, 1}, EXACT);
  }

  @Test
  void alphaIsDropped() throws IOException {
    Path rgba = write(withAlpha(DataBuffer.TYPE_BYTE, 3, 255, 0, 51, 0, 10, 20, 30, 255), "png");
    assertThat(reader.read(rgba).image().samples())
        .containsExactly(new float[] {1, 0, 0.2f, 10 / 255f, 20 / 255f, 30 / 255f}, EXACT);
    Path grey = write(withAlpha(DataBuffer.TYPE_BYTE, 1, 51, 0, 102, 255), "png");
    DecodedImage decoded = reader.read(grey);
    assertThat(decoded.image().samples()).containsExactly(new float[] {0.2f, 0.4f}, EXACT);
    assertThat(decoded.steps()).anyMatch(step -> step.contains("alpha dropped"));
    Path deep = write(withAlpha(DataBuffer.TYPE_USHORT, 3, 1, 2, 3, 4, 65535, 0, 5, 6), "png");
    assertThat(reader.read(deep).image().samples()[3]).isEqualTo(1f);
  }

  @Test
  void palettesAreLookedUp() throws IOException {
    byte[] red = {0, (byte) 255};
    byte[] green = {51, 0};
    IndexColorModel colours = new IndexColorModel(1, 2, red, green, red);
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY, colours);
    image.getRaster().setPixels(0, 0, 2, 1, new int[] {0, 1});
    assertThat(reader.read(write(image, "png")).image().samples())
        .containsExactly(new float[] {0, 0.2f, 0, 1, 0, 1}, EXACT);
    byte[] greys = {10, (byte) 200};
    IndexColorModel model = new IndexColorModel(1, 2, greys, greys, greys);
    BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY, model);
    grey.getRaster().setPixels(0, 0, 2, 1, new int[] {1, 0});
    assertThat(reader.read(write(grey, "png")).image().samples())
        .containsExactly(new float[] {200 / 255f, 10 / 255f}, EXACT);
  }

  /**
   * Files that Pillow 9.4 wrote: {@code Image.fromarray(numpy.array(…, numpy.uint16))} and so on;
   * the palette of two bits with {@code transparency=0}, grey with {@code transparency=7}.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 300 40000 65535, 65535,"
        + " iVBORw0KGgoAAAANSUhEUgAAAAMAAAABEAAAAABuG5crAAAAD0lEQVR42mNg1Jnj8P8/"
        + "AAcWAwijZ1VDAAAAAElFTkSuQmCC",
    "1, 51 102, 255, iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAQAAABeK7cBAAAADUlEQVR42mM0ZjD+DwACOwFnm/yxpw"
        + "AAAABJRU5ErkJggg==",
    "3, 200 100 0 10 20 30, 255, iVBORw0KGgoAAAANSUhEUgAAAAIAAAABAgMAAACJTJcZAAAADFBMVEUKFB7IZAAAAA"
        + "AAAACvKNb0AAAAAXRSTlMAQObYZgAAAApJREFUeNpjcAAAAEIAQYS/jmIAAAAASUVORK5CYII=",
    "1, 7 200, 255,"
        + " iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAAnRSTlMAB+j3WJsAAAALSURBVHjaY2A/"
        + "AQAA2QDQRAJV2wAAAABJRU5ErkJggg=="
  })
  void pngsOfAnotherWriter(int channels, String samples, float max, String base64)
      throws IOException {
    Path file = Files.write(folder.resolve("x"), Base64.getDecoder().decode(base64));
    FloatImage image = reader.read(file).image();
    assertThat(image.channels()).isEqualTo(channels);
    String[] expected = samples.split(" ", -1);
    assertThat(image.samples()).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(image.samples()[i]).isEqualTo(Float.parseFloat(expected[i]) / max, EXACT);
    }
  }

  /** 32 bits, signed, have no largest value that means white; Pillow's mode I. */
  @Test
  void samplesOfMoreThanSixteenBitsAreUnsupportedByName() throws IOException {
    byte[] tiff =
        Base64.getDecoder()
            .decode(
                "SUkqAAgAAAAKAAABBAABAAAAAgAAAAEBBAABAAAAAQAAAAIBAwABAAAAIAAAAAMBAwABAAAAAQAAAAYB"
                    + "AwABAAAAAQAAABEBBAABAAAAhgAAABYBBAABAAAAAQAAABcBBAABAAAACAAAABwBAwABAAAAAQAA"
                    + "AFMBAwABAAAAAgAAAAAAAAAsAQAAQJwAAA==");
    Path file = Files.write(folder.resolve("deep.tif"), tiff);
    assertThatThrownBy(() -> reader.read(file))
        .isInstanceOf(UnsupportedImageException.class)
        .hasMessageContaining("deep.tif")
        .hasMessageContaining("1 colours of 32 bits");
  }

  @Test
  void jpegIsReadWithoutGamma() throws IOException {
    int[] flat = new int[16 * 16];
    Arrays.fill(flat, 90);
    Path file = write(of(BufferedImage.TYPE_BYTE_GRAY, 16, 16, flat), "jpeg");
    assertThat(reader.read(file).image().at(8, 8, 0)).isEqualTo(90 / 255f, Offset.offset(0.008f));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "bmp", "tiff"})
  void whatIsCutShortIsInvalid(String format) throws IOException {
    int[] noise = new java.util.Random(7).ints(64 * 64, 0, 256).toArray();
    Path file = write(of(BufferedImage.TYPE_BYTE_GRAY, 64, 64, noise), format);
    byte[] bytes = Files.readAllBytes(file);
    for (int length : List.of(bytes.length / 2, bytes.length / 4, 20, 9)) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> reader.read(file))
          .as(format + " cut to " + length)
          .isInstanceOf(InvalidImageException.class)
          .hasMessageContaining("image.jpg");
    }
  }

  @Test
  void sizesAreCheckedBeforeDecoding() throws IOException {
    Path png = write(of(BufferedImage.TYPE_BYTE_GRAY, 2, 2, 1, 2, 3, 4), "png");
    byte[] bytes = Files.readAllBytes(png);
    bytes[18] = 0x7F; // IHDR width
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(bytes, 12, 17);
    java.nio.ByteBuffer.wrap(bytes).putInt(29, (int) crc.getValue());
    Files.write(png, bytes);
    assertThatThrownBy(() -> reader.read(png))
        .isInstanceOf(UnsupportedImageException.class)
        .hasMessageContaining("20000");
  }

  @Test
  void cmykAndOtherKindsAreUnsupportedByName() throws IOException {
    Path file = folder.resolve("cmyk.jpg");
    byte[] cmyk = new byte[40];
    System.arraycopy(
        java.util.HexFormat.of().parseHex("FFD8FFC0001408001000100401110002110003110004110000"),
        0,
        cmyk,
        0,
        25);
    Files.write(file, cmyk);
    assertThatThrownBy(() -> reader.read(file))
        .isInstanceOf(UnsupportedImageException.class)
        .hasMessageContaining("CMYK");
    Path gif = folder.resolve("x.png");
    ImageIO.write(of(BufferedImage.TYPE_BYTE_GRAY, 1, 1, 5), "gif", gif.toFile());
    assertThatThrownBy(() -> reader.read(gif))
        .isInstanceOf(UnsupportedImageException.class)
        .hasMessageContaining("GIF");
  }

  @Test
  void whatIsNoImageIsInvalid() throws IOException {
    Path text = Files.writeString(folder.resolve("list.png"), "image,patient_id,label:x\n");
    assertThatThrownBy(() -> reader.read(text))
        .isInstanceOf(org.truncus.problem.InvalidInputException.class)
        .hasMessageContaining("list.png");
    assertThatThrownBy(() -> reader.read(folder.resolve("none.png")))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> reader.read(folder))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("directory");
  }

  /** The JDK's codecs throw many things at broken files; only ours may come out. */
  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "bmp", "tiff"})
  void mutantsAreReadOrRefused(String format) throws IOException {
    java.util.Random random = new java.util.Random(20261123);
    int[] noise = random.ints(16 * 16 * 3, 0, 256).toArray();
    Path file = write(of(BufferedImage.TYPE_3BYTE_BGR, 16, 16, noise), format);
    byte[] source = Files.readAllBytes(file);
    int refused = 0;
    for (int round = 0; round < 400; round++) {
      byte[] mutant = source.clone();
      for (int edit = 0; edit < 3; edit++) {
        mutant[8 + random.nextInt(Math.min(300, mutant.length) - 8)] = (byte) random.nextInt(256);
      }
      Files.write(file, mutant);
      try {
        reader.read(file);
      } catch (org.truncus.problem.TruncusException e) {
        refused++;
        assertThat(e.getMessage()).contains("image.jpg");
      }
    }
    assertThat(refused).as("refused of 400").isPositive();
  }

  /** WhiteIsZero: 0 is white, so it must become 1. */
  @Test
  void tiffMayCountFromWhite() throws IOException {
    String entries =
        "0001"
            + "0003"
            + "00000001"
            + "00020000" // width 2
            + "0101"
            + "0003"
            + "00000001"
            + "00010000" // height 1
            + "0102"
            + "0003"
            + "00000001"
            + "00080000" // 8 bits
            + "0103"
            + "0003"
            + "00000001"
            + "00010000" // not compressed
            + "0106"
            + "0003"
            + "00000001"
            + "00000000" // WhiteIsZero
            + "0111"
            + "0004"
            + "00000001"
            + "00000008" // pixels at offset 8
            + "0115"
            + "0003"
            + "00000001"
            + "00010000" // one sample
            + "0116"
            + "0003"
            + "00000001"
            + "00010000" // one row a strip
            + "0117"
            + "0004"
            + "00000001"
            + "00000002"; // two bytes
    String tiff = "4D4D002A" + "0000000A" + "00CC" + "0009" + entries.replaceFirst("0001", "0100");
    Path file = folder.resolve("white.tif");
    Files.write(file, java.util.HexFormat.of().parseHex(tiff + "00000000"));
    assertThat(reader.read(file).image().samples()).containsExactly(new float[] {1, 0.2f}, EXACT);
  }

  @TestFactory
  Stream<DynamicTest> originals() throws IOException {
    Path data = SharedData.folder("originals").resolve("images");
    List<Path> files;
    try (Stream<Path> all = Files.list(data)) {
      files = all.sorted().toList();
    }
    assertThat(files).hasSize(40);
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> {
                      FloatImage image = reader.read(file).image();
                      BufferedImage oracle = ImageIO.read(file.toFile());
                      assertThat(image.width()).isEqualTo(oracle.getWidth());
                      int colours = oracle.getColorModel().getNumColorComponents();
                      assertThat(image.channels()).isEqualTo(colours);
                      int x = image.width() / 3;
                      int y = image.height() / 2;
                      int sample = oracle.getRaster().getSample(x, y, 0);
                      assertThat(image.at(y, x, 0)).isEqualTo(sample / 255f, EXACT);
                    }));
  }
}
