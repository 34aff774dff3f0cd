package org.truncus.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A list of the size of the largest public ones in little memory: 300 000 images of 20 000 patients
 * with 14 findings, in 60 000 folders. The folders of all patients are links to one, so every path
 * of the list exists and is looked for.
 */
class LargeListTest {

  private static final int PATIENTS = 20_000;
  private static final String HEADER =
      "Path,Sex,Age,Frontal/Lateral,AP/PA,No Finding,Enlarged Cardiomediastinum,Cardiomegaly,"
          + "Lung Opacity,Lung Lesion,Edema,Consolidation,Pneumonia,Atelectasis,Pneumothorax,"
          + "Pleural Effusion,Pleural Other,Fracture,Support Devices\n";
  private static final List<String> IMAGES =
      IntStream.range(0, 15)
          .mapToObj(
              i ->
                  "study%d/view%d_%s.jpg"
                      .formatted(i / 5 + 1, i % 5 + 1, i % 2 == 0 ? "frontal" : "lateral"))
          .toList();

  @TempDir Path folder;

  private Path list() throws IOException {
    Path one = folder.resolve("one");
    ListFixture.images(one, IMAGES.toArray(String[]::new));
    Path train = Files.createDirectories(folder.resolve("CheXpert-v1.0-small/train"));
    Path csv = folder.resolve("train.csv.gz");
    Random random = new Random(26);
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(csv)), StandardCharsets.UTF_8))) {
      out.write(HEADER);
      for (int p = 0; p < PATIENTS; p++) {
        String patient = "patient%05d".formatted(p);
        link(train.resolve(patient), one);
        for (String image : IMAGES) {
          row(out, random, "CheXpert-v1.0-small/train/" + patient + "/" + image);
        }
      }
    }
    return csv;
  }

  private static void link(Path at, Path to) throws IOException {
    try {
      Files.createSymbolicLink(at, to);
    } catch (UnsupportedOperationException | IOException e) {
      Assumptions.abort("this file system makes no symbolic links: " + e.getMessage());
    }
  }

  private static void row(BufferedWriter out, Random random, String path) throws IOException {
    out.write(path);
    out.write(random.nextBoolean() ? ",Female," : ",Male,");
    out.write(Integer.toString(18 + random.nextInt(72)));
    out.write(path.contains("frontal") ? ",Frontal,AP" : ",Lateral,");
    for (int l = 0; l < 14; l++) {
      double x = random.nextDouble();
      out.write(x < 0.2 ? ",1.0" : x < 0.4 ? ",0.0" : x < 0.5 ? ",-1.0" : ",");
    }
    out.write('\n');
  }

  @Test
  void threeHundredThousandRowsFitIntoALittleHeap() throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path"),
                LargeListMain.class.getName(),
                list().toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(out);
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(number(said, "rows (\\d+)")).isEqualTo(300_000);
    assertThat(number(said, "train (\\d+)")).isCloseTo(192_000, Percentage.withPercentage(1));
    assertThat(number(said, "val (\\d+)")).isCloseTo(48_000, Percentage.withPercentage(1));
    assertThat(number(said, "test \\d+ (\\d+)")).isCloseTo(4_000, Percentage.withPercentage(1));
    assertThat(number(said, "10 % (\\d+)")).isCloseTo(19_200, Percentage.withPercentage(1));
  }

  private static int number(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
    return Integer.parseInt(matcher.group(1));
  }
}
