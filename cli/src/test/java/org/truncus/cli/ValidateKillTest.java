package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.json.Json;

/** A validation whose process is killed among its images, and what images in another form show. */
class ValidateKillTest {

  private static final int KILLED = 128 + 9;

  @TempDir private static Path folder;
  private static Path model;

  @BeforeAll
  static void exportAPackage() {
    phantoms("png", "png");
    run(
        "train",
        "--list",
        folder.resolve("png/list.csv"),
        "--out",
        folder.resolve("run"),
        "--backbone",
        "mobilenet-v1-0.25",
        "--strategy",
        "scratch",
        "--cut",
        "L2",
        "--image-size",
        48,
        "--epochs",
        2,
        "--batch",
        8,
        "--device",
        "cpu",
        "-q");
    run(
        "export",
        "--run",
        folder.resolve("run"),
        "--models",
        folder.resolve("models"),
        "--name",
        "phantom",
        "-q");
    model = folder.resolve("models/phantom");
  }

  private static void phantoms(String to, String format) {
    run(
        "phantom",
        "--out",
        folder.resolve(to),
        "--patients",
        120,
        "--images-per-patient",
        2,
        "--size",
        96,
        "--format",
        format,
        "-q");
  }

  private static void run(Object... arguments) {
    Run run = Run.of(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private static Object[] validate(Path report) {
    return new Object[] {
      "validate",
      "--model",
      model,
      "--list",
      folder.resolve("png/list.csv"),
      "--split",
      "all",
      "--report",
      report,
      "--replicates",
      100,
      "--device",
      "cpu"
    };
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the exit code is that of a Unix signal")
  void aKilledValidationGoesOnToTheReportOfAnUnbrokenOne() throws Exception {
    Path broken = folder.resolve("broken");
    Path journal = broken.resolve("scores-1.partial");
    try (Child child = Child.start(folder, validate(broken))) {
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(2))
          .until(() -> !child.alive() || lines(journal) >= 20);
      child.kill();
      assertThat(child.exitCode()).as(child.err()).isEqualTo(KILLED);
    }
    long kept = lines(journal);
    assertThat(kept).as("rows scored before the end").isBetween(20L, 239L);
    assertThat(broken.resolve("report.json")).doesNotExist();
    try (Child child = Child.start(folder, validate(broken))) {
      child.exitCode();
      assertThat(child.err()).contains("going on after ").contains(" of 240 rows");
    }
    Path whole = folder.resolve("whole");
    try (Child child = Child.start(folder, validate(whole))) {
      child.exitCode();
    }

    assertThat(journal).doesNotExist();
    for (String file : List.of("cases.csv", "predictions.csv", "errors.csv")) {
      assertThat(broken.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
    assertThat(withoutTimes(broken)).isEqualTo(withoutTimes(whole));
  }

  private static long lines(Path journal) {
    try (Stream<String> lines = Files.lines(journal)) {
      return lines.count() - 1;
    } catch (IOException e) {
      return 0;
    }
  }

  /** The bytes of the report, but for what a clock says. */
  private static String withoutTimes(Path report) {
    ObjectNode json = (ObjectNode) Json.read(report.resolve("report.json"), JsonNode.class);
    assertThat(json.remove("createdAt")).isNotNull();
    assertThat(json.remove("throughput")).isNotNull();
    return Json.write(json);
  }

  @Test
  void theSameImagesAsDicomShiftScoresByLittle() {
    phantoms("dicom", "dicom");
    Path report = folder.resolve("both");
    Run run =
        Run.of(
            Stream.concat(
                    Stream.of(validate(report)),
                    Stream.of("--compare-list", folder.resolve("dicom/list.csv"), "-q"))
                .toArray());

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode rivals = Json.read(report.resolve("report.json"), JsonNode.class).path("comparisons");
    assertThat(rivals).hasSize(1);
    JsonNode dicom = rivals.get(0);
    assertThat(dicom.path("kind").asText()).isEqualTo("the same images in another form");
    assertThat(dicom.path("rows").asInt()).isEqualTo(240);
    assertThat(dicom.path("leftOut").asInt()).isZero();
    assertThat(dicom.path("labels")).hasSize(3);
    for (JsonNode label : dicom.path("labels")) {
      assertThat(label.path("decisions").asInt()).isEqualTo(240);
      assertThat(label.path("largestShift").asDouble()).as("%s", label).isBetween(1e-6, 0.01);
      assertThat(label.path("meanShift").asDouble())
          .isBetween(1e-7, label.path("largestShift").asDouble());
      assertThat(label.path("decidedOtherwise").asInt()).isLessThan(24);
    }
    assertThat(report.resolve("report.html")).content().contains("images of list.csv");
  }
}
