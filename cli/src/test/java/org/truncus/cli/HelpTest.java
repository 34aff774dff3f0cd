package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.weights.Safetensors;
import org.truncus.weights.WeightTensor;

class HelpTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "train --help",
        "gateway --help",
        "metrics --help",
        "weights convert --help"
      })
  void helpDoesNotLoadTensorFlow(String arguments) throws IOException, InterruptedException {
    String loaded = classesLoadedBy(arguments.split(" "));
    assertThat(loaded).contains("org.truncus.cli.Main");
    assertThat(loaded).doesNotContain("org.tensorflow.", "org.bytedeco.", "io.micronaut.");
  }

  @Test
  void metricsOfAFileDoNotLoadTensorFlow(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path csv = Files.writeString(folder.resolve("p.csv"), MetricsCommandTest.predictions(0));
    String loaded =
        classesLoadedBy(
            "metrics",
            csv.toString(),
            "--compare",
            csv.toString(),
            "--replicates",
            "20",
            "--out",
            folder.resolve("out").toString());
    assertThat(loaded).contains("org.truncus.evaluate.MetricsPage");
    assertThat(loaded).doesNotContain("org.tensorflow.", "org.bytedeco.", "io.micronaut.");
  }

  @Test
  void inspectingWeightsDoesNotLoadTensorFlow(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path file = folder.resolve("w.safetensors");
    Safetensors.write(
        file, List.of(new WeightTensor("a.b", new int[] {1}, new float[1])), Map.of());
    String loaded = classesLoadedBy("weights", "inspect", file.toString());
    assertThat(loaded).contains("org.truncus.weights.FileSummary");
    assertThat(loaded).doesNotContain("org.tensorflow.", "org.bytedeco.", "io.micronaut.");
  }

  private static String classesLoadedBy(String... arguments)
      throws IOException, InterruptedException {
    String[] java = {
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      "-Xlog:class+load:stdout",
      "-cp",
      System.getProperty("java.class.path"),
      "org.truncus.cli.Main"
    };
    String[] command = Arrays.copyOf(java, java.length + arguments.length);
    System.arraycopy(arguments, 0, command, java.length, arguments.length);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void everyCommandBeginsItsHelpWithExamples() {
    for (String command : new picocli.CommandLine(new Main()).getSubcommands().keySet()) {
      Run run = Run.of(command, "--help");
      assertThat(run.exitCode()).as(command).isZero();
      assertThat(run.out()).as(command).startsWith("Examples:").contains("truncus " + command);
    }
  }

  @Test
  void noArgumentsShowTheCommands() {
    Run run = Run.of();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("train", "validate", "gateway", "Not a medical device");
  }
}
