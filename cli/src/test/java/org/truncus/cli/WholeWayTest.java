package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.json.Json;

/** From a list to a package and what can be done with it, by the commands a user types. */
class WholeWayTest {

  @TempDir private static Path folder;
  private static Path list;
  private static Path model;

  @BeforeAll
  static void trainAndExport() {
    list = folder.resolve("data/list.csv");
    ok(
        "phantom",
        "--out",
        folder.resolve("data"),
        "--patients",
        90,
        "--images-per-patient",
        1,
        "--size",
        64,
        "-q");
    ok(
        "train",
        "--list",
        list,
        "--out",
        folder.resolve("run"),
        "--backbone",
        "mobilenet-v1-0.25",
        "--strategy",
        "scratch",
        "--cut",
        "L3",
        "--image-size",
        48,
        "--epochs",
        2,
        "--lr",
        0.001,
        "-q");
    Run export =
        ok(
            "export",
            "--run",
            folder.resolve("run"),
            "--models",
            folder.resolve("models"),
            "--name",
            "phantom",
            "-q");
    model = Path.of(export.out().strip());
  }

  private static Run ok(Object... arguments) {
    Run run = Run.of(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  @Test
  void theListIsSummarised() {
    Run run = ok("list", "check", list, "--json", "-q");
    assertThat(run.out()).contains("\"opacity\"", "\"patients\"");
  }

  @Test
  void theRunHasWhatTheContractNames() {
    JsonNode run = Json.read(folder.resolve("run/run.json"), JsonNode.class);
    assertThat(run.fieldNames())
        .toIterable()
        .contains(
            "schemaVersion",
            "id",
            "startedAt",
            "finishedAt",
            "status",
            "config",
            "seed",
            "device",
            "versions",
            "data",
            "weights",
            "parameters",
            "macs",
            "best",
            "metrics");
    assertThat(run.at("/metrics/test/labels/opacity").fieldNames())
        .toIterable()
        .contains("auroc", "auprc", "noSkill", "positives", "negatives", "ci95");
    assertThat(folder.resolve("run/history.csv")).isNotEmptyFile();
    assertThat(folder.resolve("run/report/index.html")).isNotEmptyFile();
    assertThat(folder.resolve("run/predictions/test.csv")).isNotEmptyFile();
  }

  @Test
  void evaluatingAgainGivesTheSamePredictions() {
    Path again = folder.resolve("again.csv");
    ok("evaluate", "--run", folder.resolve("run"), "--predictions", again, "-q");
    assertThat(again).hasSameTextualContentAs(folder.resolve("run/predictions/test.csv"));
    assertThat(folder.resolve("run/report/test.html")).content().contains("Images of test");
  }

  @Test
  void aRunCanGiveAnotherItsWeights() {
    Run run =
        ok(
            "train",
            "--list",
            list,
            "--out",
            folder.resolve("transfer"),
            "--backbone",
            "mobilenet-v1-0.25",
            "--strategy",
            "truncated",
            "--cut",
            "L2",
            "--weights",
            folder.resolve("run"),
            "--image-size",
            48,
            "--epochs",
            1,
            "-q");
    assertThat(run.out()).contains("cut at L2 (truncated)");
  }

  @Test
  void inspectShowsThePackage() {
    assertThat(ok("inspect", model).out())
        .contains("mobilenet-v1-0.25", "L3", "opacity", "not signed", "99TRUNCUS", "folded");
    assertThat(ok("inspect", model, "--replay").out()).contains("8 reproduced in");
    assertThat(ok("inspect", model, "--json").out()).contains("\"status\" : \"unsigned\"");
  }

  @Test
  void anAlteredPackageIsRefused() throws IOException {
    Path altered = folder.resolve("altered");
    copy(model, altered);
    Path graph = altered.resolve("saved_model.pb");
    byte[] bytes = Files.readAllBytes(graph);
    bytes[bytes.length / 2] ^= 1;
    Files.write(graph, bytes);
    for (Object[] command :
        List.of(
            new Object[] {"inspect", altered},
            new Object[] {"predict", "--model", altered, list},
            new Object[] {
              "validate", "--model", altered, "--list", list, "--report", folder.resolve("r")
            })) {
      Run run = Run.of(command);
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.INVALID_INPUT);
      assertThat(run.err()).contains("saved_model.pb");
    }
  }

  @Test
  void anUnmetRequirementIsExitCodeFour() {
    Path report = folder.resolve("unmet");
    Run run =
        Run.of(
            "validate",
            "--model",
            model,
            "--list",
            list,
            "--report",
            report,
            "--require",
            "auroc.ci_low>=0.999",
            "-q");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.REQUIREMENT_NOT_MET);
    assertThat(run.out()).contains("FAIL", "verdict: fail");
    assertThat(report.resolve("report.html")).isNotEmptyFile();
    assertThat(Json.read(report.resolve("report.json"), JsonNode.class).path("verdict").asText())
        .isEqualTo("fail");
  }

  @Test
  void rowsThatCanNotBeReadAreListedAndTheRestIsDone() throws IOException {
    Path data = folder.resolve("partly");
    copy(folder.resolve("data"), data);
    String row =
        Files.readAllLines(data.resolve("list.csv")).stream()
            .filter(line -> line.contains(",test,"))
            .findFirst()
            .orElseThrow();
    String image = row.substring(0, row.indexOf(','));
    Files.writeString(data.resolve(image), "no image", StandardOpenOption.TRUNCATE_EXISTING);
    Path report = folder.resolve("partly-report");
    Run run =
        Run.of(
            "validate",
            "--model",
            model,
            "--list",
            data.resolve("list.csv"),
            "--report",
            report,
            "-q");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.PARTLY_DONE);
    assertThat(Files.readString(report.resolve("errors.csv"))).contains(image);
  }

  @Test
  void predictScoresWhatItCanRead() throws IOException {
    Path studies = folder.resolve("studies");
    ok(
        "phantom",
        "--out",
        studies,
        "--patients",
        1,
        "--format",
        "dicom",
        "--size",
        128,
        "--images-per-patient",
        1,
        "-q");
    Path dicom;
    try (Stream<Path> files = Files.list(studies.resolve("images"))) {
      dicom = files.findFirst().orElseThrow();
    }
    assertThat(ok("predict", "--model", model, dicom, "-q").out()).contains("opacity");
    Run run = Run.of("predict", "--model", model, dicom, list, "-q");
    assertThat(run.exitCode()).isEqualTo(ExitCode.PARTLY_DONE);
    assertThat(run.out()).contains("list.csv", "opacity");
  }

  @Test
  void aTakenPortIsSaid() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Run run =
          Run.of(
              "gateway",
              "--model",
              model,
              "--dicom-port",
              taken.getLocalPort(),
              "--http-port",
              0,
              "--data",
              folder.resolve("gateway"),
              "--accept-from",
              "CR1",
              "--min-free-megabytes",
              16);
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ENVIRONMENT);
      assertThat(run.err())
          .contains(Integer.toString(taken.getLocalPort()))
          .doesNotContain("\tat ");
    }
  }

  @Test
  void aGatewayThatNobodyMaySendToDoesNotStart() {
    Run run = Run.of("gateway", "--model", model, "--data", folder.resolve("closed"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--accept-from");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path path : walk.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}
