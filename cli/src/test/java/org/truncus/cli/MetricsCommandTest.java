package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.json.Json;

class MetricsCommandTest {

  @TempDir private Path folder;

  /** 120 images of 60 patients; noise makes a worse model of the same images. */
  static String predictions(double noise) {
    Random images = new Random(15);
    Random network = new Random(16);
    StringBuilder text = new StringBuilder("image,patient_id,opacity.target,opacity.probability\n");
    for (int i = 0; i < 120; i++) {
      boolean positive = images.nextInt(3) == 0;
      double z = images.nextGaussian() + (positive ? 2 : 0) - 1 + noise * network.nextGaussian();
      text.append(
          String.format(
              Locale.ROOT,
              "i%03d.png,P%02d,%d,%.6f%n",
              i,
              i / 2,
              positive ? 1 : 0,
              1 / (1 + Math.exp(-z))));
    }
    return text.toString();
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void tablesForPeople() throws IOException {
    Run run =
        Run.of(
            "metrics",
            file("a.csv", predictions(0)),
            "--threshold",
            0.3,
            "--threshold",
            "opacity=0.6",
            "--prevalence",
            0.02,
            "--replicates",
            200,
            "-q");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("120 rows of 60 patients, 1 label", "resampled 200 times, seed 1")
        .contains("average precision", "trapezoid AUPRC", "no skill")
        .containsPattern("opacity +120 +\\d+ +0\\.\\d{3} \\[0\\.\\d{3}, 0\\.\\d{3}\\]")
        .contains("opacity.probability 0.6")
        .doesNotContain("opacity.probability 0.3")
        .containsPattern("opacity.probability 0.6 +0.02 ")
        .contains("Note: 120 rows are of 60 patients.")
        .doesNotContain("macro");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aComparisonSaysWhatIsInsideTheNoise() throws IOException {
    Path a = file("a.csv", predictions(0));
    Run same = Run.of("metrics", a, "--compare", a, "--replicates", 200, "-q");
    assertThat(same.exitCode()).as(same.err()).isZero();
    assertThat(same.out())
        .containsPattern("AUROC +0\\.\\d{3} +0\\.\\d{3} +\\+0\\.000 .* 1\\.000 +inside the noise")
        .contains("AUROC, DeLong", "z = 0.000");
    Run worse =
        Run.of("metrics", a, "--compare", file("b.csv", predictions(3)), "--replicates", 200);
    assertThat(worse.out()).contains("first higher, outside the noise");
  }

  @Test
  void oneDocumentAndAFolder() throws IOException {
    Path out = folder.resolve("out");
    Run run =
        Run.of(
            "metrics",
            file("a.csv", predictions(0)),
            "--json",
            "--seed",
            9,
            "--replicates",
            100,
            "--out",
            out);
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode json = Json.mapper().readTree(run.out());
    assertThat(json.path("intervals").path("seed").asInt()).isEqualTo(9);
    assertThat(json).isEqualTo(Json.read(out.resolve("metrics.json"), JsonNode.class));
    assertThat(out.resolve("index.html")).isNotEmptyFile();
    assertThat(out.resolve("plots/roc-1-opacity.svg")).isNotEmptyFile();
  }

  @Test
  void whatIsWrongIsSaidWithItsExitCode() throws IOException {
    Path a = file("a.csv", predictions(0));
    refused(Run.of("metrics", folder.resolve("none.csv")), ExitCode.INVALID_INPUT, "none.csv");
    refused(
        Run.of("metrics", file("w.csv", "image,score\na,1\n")),
        ExitCode.INVALID_INPUT,
        "w.csv",
        "<label>.target");
    refused(Run.of("metrics", a, "--threshold", "2"), ExitCode.USAGE, "--threshold 2", "0 to 1");
    refused(Run.of("metrics", a, "--prevalence", "y=0.1"), ExitCode.USAGE, "no such label");
    refused(Run.of("metrics", a, "--replicates", "0"), ExitCode.USAGE, "--replicates 0");
    refused(
        Run.of("metrics", a, "--compare", file("o.csv", "opacity.target,opacity.score\n1,2\n")),
        ExitCode.INVALID_INPUT,
        "no column image");
    refused(
        Run.of("metrics", a, "--replicates", "20", "--out", a.resolve("below"), "-q"),
        ExitCode.ENVIRONMENT,
        "can't be written");
    refused(Run.of("metrics"), ExitCode.USAGE, "PREDICTIONS.csv");
  }

  private static void refused(Run run, int exitCode, String... parts) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.err()).contains(parts).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }
}
