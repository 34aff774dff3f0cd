package org.truncus.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomWriterTest {
  private final PhantomFactory factory =
      new PhantomFactory(PhantomSettings.of(50, 2, 9).withSize(48));
  @TempDir Path folder;

  @Test
  void writesTheListInTheProjectsOwnForm() throws IOException {
    TreeSet<Integer> progress = new TreeSet<>();
    Path list =
        new PhantomWriter(factory, PhantomEncoder.png(false), true).write(folder, progress::add);
    List<String> lines = Files.readAllLines(list);
    assertThat(lines).hasSize(101);
    assertThat(lines.get(0))
        .isEqualTo(
            "image,patient_id,study_id,split,view,sex,age,site,"
                + "label:opacity,label:effusion,label:cardiomegaly");
    assertThat(lines.get(1)).startsWith("images/PH-000001-01.png,PH-000001,PH-000001-S1,");
    assertThat(progress).hasSize(100).startsWith(1).endsWith(100);
    for (String line : lines.subList(1, 101)) {
      assertThat(line.split(",", -1)).hasSize(11);
      assertThat(folder.resolve(line.split(",", -1)[0])).isRegularFile();
      assertThat(line).matches(".*,(train|val|test),(PA|AP|LL),[FM],\\d\\d,[a-z]+,[01],[01],[01]");
    }
  }

  @Test
  void splitsByPatient64To16To20() throws IOException {
    Path list =
        new PhantomWriter(factory, PhantomEncoder.png(false), true).write(folder, done -> {});
    Map<String, String> splitOf = new HashMap<>();
    for (String line : Files.readAllLines(list).subList(1, 101)) {
      String[] cells = line.split(",", -1);
      assertThat(splitOf.merge(cells[1], cells[3], (a, b) -> a.equals(b) ? a : "two"))
          .isNotEqualTo("two");
    }
    assertThat(splitOf.values().stream().filter("train"::equals)).hasSize(32);
    assertThat(splitOf.values().stream().filter("val"::equals)).hasSize(8);
    assertThat(splitOf.values().stream().filter("test"::equals)).hasSize(10);
  }

  @Test
  void leavesTheSplitOutOnRequest() throws IOException {
    Path list =
        new PhantomWriter(factory, PhantomEncoder.png(false), false).write(folder, done -> {});
    assertThat(Files.readAllLines(list).get(0)).startsWith("image,patient_id,study_id,view,");
    assertThat(Files.readAllLines(list).get(1).split(",", -1)).hasSize(10);
  }

  @Test
  void writesTheSameBytesAgain() throws IOException {
    new PhantomWriter(factory, PhantomEncoder.png(true), true).write(folder.resolve("a"), i -> {});
    new PhantomWriter(factory, PhantomEncoder.png(true), true).write(folder.resolve("b"), i -> {});
    try (Stream<Path> files = Files.walk(folder.resolve("a"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path other = folder.resolve("b").resolve(folder.resolve("a").relativize(file));
        assertThat(Files.mismatch(file, other)).isEqualTo(-1);
      }
    }
  }

  @Test
  void eightBitPngHoldsTheDisplayedSamples() throws IOException {
    BufferedImage read = roundTrip(false);
    PhantomImage image = inverted();
    assertThat(read.getSampleModel().getSampleSize(0)).isEqualTo(8);
    for (int x = 0; x < image.width(); x++) {
      assertThat(read.getRaster().getSample(x, 20, 0))
          .isEqualTo((int) (image.displayed(x, 20) * 255.0 / image.maximum() + 0.5));
    }
  }

  @Test
  void sixteenBitPngKeepsEverySample() throws IOException {
    BufferedImage read = roundTrip(true);
    PhantomImage image = inverted();
    assertThat(read.getSampleModel().getSampleSize(0)).isEqualTo(16);
    for (int x = 0; x < image.width(); x++) {
      double back = read.getRaster().getSample(x, 20, 0) / 65535.0 * image.maximum();
      assertThat(Math.round(back)).isEqualTo(image.displayed(x, 20));
    }
  }

  private BufferedImage roundTrip(boolean sixteenBit) throws IOException {
    Path file = folder.resolve("one.png");
    PhantomEncoder.png(sixteenBit).write(inverted(), file);
    BufferedImage read = ImageIO.read(file.toFile());
    assertThat(read.getWidth()).isEqualTo(inverted().width());
    assertThat(read.getHeight()).isEqualTo(inverted().height());
    return read;
  }

  /** The first image which is stored as MONOCHROME1. */
  private PhantomImage inverted() {
    int i = 0;
    while (!factory.image(i, 0).monochrome1()) {
      i++;
    }
    return factory.image(i, 0);
  }
}
