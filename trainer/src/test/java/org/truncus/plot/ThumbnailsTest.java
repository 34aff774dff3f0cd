package org.truncus.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.image.FloatImage;
import org.truncus.problem.EnvironmentException;

class ThumbnailsTest {

  @Test
  void coloursRunFromBlackToPaleYellowAndGrowLighter() {
    assertThat(HeatColours.css(0)).isEqualTo("#000004");
    assertThat(HeatColours.css(1)).isEqualTo("#fcffa4");
    assertThat(HeatColours.css(0.5)).isEqualTo("#bc3754");
    assertThat(HeatColours.rgb(-3)).isEqualTo(HeatColours.rgb(0));
    assertThat(HeatColours.rgb(7)).isEqualTo(HeatColours.rgb(1));
    double before = -1;
    for (int i = 0; i <= 100; i++) {
      int rgb = HeatColours.rgb(i / 100.0);
      double luma = 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
      assertThat(luma).as("at %d %%", i).isGreaterThanOrEqualTo(before);
      before = luma;
    }
  }

  @Test
  void smallerImagesAreMeansOfAreas() {
    FloatImage image = new FloatImage(2, 4, 1, new float[] {0, 1, 0.5f, 0.5f, 1, 0, 1, 0});
    FloatImage half = Pixels.atMost(image, 2);
    assertThat(half.height()).isEqualTo(1);
    assertThat(half.width()).isEqualTo(2);
    assertThat(half.samples()).containsExactly(0.5f, 0.5f);
    float[] row = {0, 0.3f, 0.6f};
    FloatImage twoOfThree = Pixels.atMost(new FloatImage(1, 3, 1, row), 2);
    assertThat(twoOfThree.samples()[0]).isCloseTo(0.1f, within(1e-6f));
    assertThat(twoOfThree.samples()[1]).isCloseTo(0.5f, within(1e-6f));
    assertThat(Pixels.atMost(image, 4)).isSameAs(image);
  }

  @Test
  void largerMapsAreInterpolatedBetweenCentres() {
    FloatImage map = new FloatImage(1, 2, 1, new float[] {0, 1});
    FloatImage large = Pixels.enlarged(map, 2, 4);
    assertThat(large.samples()).containsExactly(0, 0.25f, 0.75f, 1, 0, 0.25f, 0.75f, 1);
  }

  @Test
  void thumbnailsAreBoundedInPixelsAndBytes() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    float[] noise = new float[300 * 200 * 3];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextDouble();
    }
    Picture picture = Thumbnails.of(new FloatImage(300, 200, 3, noise));
    assertThat(picture.height()).isEqualTo(Thumbnails.EDGE);
    assertThat(picture.width()).isEqualTo(107);
    assertThat(picture.bytes().length).isLessThanOrEqualTo(Thumbnails.BYTES);
    BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(picture.bytes()));
    assertThat(decoded.getWidth()).isEqualTo(107);
    assertThat(picture.img("a \"b\"")).startsWith("<img alt=\"a &quot;b&quot;\" width=\"107\"");
  }

  @Test
  void heatColoursOnlyWhereItIsHot() throws IOException {
    float[] grey = new float[64 * 64];
    java.util.Arrays.fill(grey, 0.5f);
    FloatImage heat = new FloatImage(2, 2, 1, new float[] {0, 1, 0, 1});
    Picture picture = Thumbnails.of(new FloatImage(64, 64, 1, grey), heat);
    BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(picture.bytes()));
    Color cold = new Color(decoded.getRGB(4, 32));
    Color hot = new Color(decoded.getRGB(60, 32));
    assertThat(cold.getRed()).isCloseTo(128, within(4));
    assertThat(cold.getBlue()).isCloseTo(128, within(4));
    assertThat(hot.getRed()).isCloseTo(Math.round(0.35f * 128 + 0.65f * 0xfc), within(6));
    assertThat(hot.getBlue()).isCloseTo(Math.round(0.35f * 128 + 0.65f * 0xa4), within(8));
  }

  @Test
  void aLargePngBecomesASmallJpeg(@TempDir Path folder) throws IOException {
    BufferedImage image = new BufferedImage(200, 100, BufferedImage.TYPE_INT_ARGB);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 20_000; i++) {
      image.setRGB(i % 200, i / 200, random.nextInt() | 0xff000000);
    }
    Path file = folder.resolve("sheet.png");
    ImageIO.write(image, "png", file.toFile());
    Picture whole = Picture.read(file, 1_000_000);
    assertThat(whole.mediaType()).isEqualTo("image/png");
    assertThat(whole.bytes()).isEqualTo(Files.readAllBytes(file));
    Picture small = Picture.read(file, 12_000);
    assertThat(small.mediaType()).isEqualTo("image/jpeg");
    assertThat(small.bytes().length).isLessThanOrEqualTo(12_000);
    assertThat(small.width()).isEqualTo(200);
    assertThatThrownBy(() -> Picture.read(folder.resolve("none.png"), 1))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("none.png");
  }
}
