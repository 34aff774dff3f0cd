package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.train.RunFolder;

/** Experiments that are run, killed, moved, and run out of disk. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExperimentRunTest {

  private static final int CELLS = 4;
  private static final long SEED = 20240607;

  @TempDir private static Path folder;
  private static Path spec;
  private static Path whole;

  @BeforeAll
  static void runItWhole() throws IOException {
    Path data = folder.resolve("data");
    Run phantoms =
        Run.of(
            "phantom",
            "--out",
            data,
            "--patients",
            80,
            "--images-per-patient",
            1,
            "--size",
            32,
            "-q");
    assertThat(phantoms.exitCode()).as(phantoms.err()).isZero();
    String list = Files.readString(data.resolve("list.csv"));
    String row = list.lines().skip(1).findFirst().orElseThrow();
    String image = row.substring(0, row.indexOf(','));
    Files.writeString(data.resolve("broken.csv"), list.replace(image, "text.png"));
    Files.writeString(data.resolve("text.png"), "no image");
    spec =
        Files.writeString(
            folder.resolve("spec.yaml"),
            """
            list: data/list.csv
            labels: [opacity]
            backbone: cbr-tiny-32
            image-size: 32
            epochs: 3
            batch: 8
            device: cpu
            threads: 1
            grid:
              seed: [1, 2]
            arms:
              - {strategy: scratch, cut: [L1, L2]}
              - {name: broken image, strategy: scratch, cut: L1, list: data/broken.csv}
            """);
    whole = folder.resolve("whole");
    Run run = Run.of("experiment", spec, "--out", whole, "-q");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.PARTLY_DONE);
    assertThat(run.out()).contains("broken image: ").contains("text.png");
  }

  @Test
  @Order(1)
  void writesATidyTable() throws IOException {
    List<String> lines = Files.readAllLines(whole.resolve("results.csv"));
    assertThat(lines.get(0))
        .startsWith("cell,arm,seed,strategy,cut,")
        .endsWith("split,label,metric,value,ci_low,ci_high,positives,negatives,parameters,macs");
    assertThat(lines.stream().filter(line -> line.contains(",test,opacity,auprc,")).count())
        .isEqualTo(finished(whole).size());
    assertThat(finished(whole)).hasSize(CELLS);
    try (Stream<Path> files = Files.walk(whole)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .doesNotContain("optimizer.safetensors", "last", "report")
          .contains("index.html", "summary.csv", "differences.csv", "latency.json");
    }
  }

  @Test
  @Order(2)
  void runsNothingAgainAndGoesOnAfterItWasMoved() throws IOException {
    Map<String, FileTime> before = finished(whole);
    String table = Files.readString(whole.resolve("results.csv"));
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.move(folder.resolve("data"), elsewhere.resolve("data"));
    Path moved = Files.move(whole, elsewhere.resolve("whole"));
    Path movedSpec = Files.copy(spec, elsewhere.resolve("spec.yaml"));
    try {
      Run run = Run.of("experiment", movedSpec, "--out", moved, "-q");
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.PARTLY_DONE);
      assertThat(finished(moved)).isEqualTo(before);
      assertThat(moved.resolve("results.csv")).hasContent(table);
    } finally {
      Files.move(elsewhere.resolve("data"), folder.resolve("data"));
      Files.move(moved, whole);
    }
  }

  @Test
  @Order(3)
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "kills processes as Unix does")
  void killedAtRandomPointsItRepeatsNoFinishedCellAndGivesTheSameNumbers() throws Exception {
    Path out = folder.resolve("killed");
    SplittableRandom random = new SplittableRandom(SEED);
    Map<String, FileTime> kept = Map.of();
    int kills = 0;
    while (kept.size() < CELLS) {
      int workers = kills % 2 + 1;
      try (Child child =
          Child.start(folder, "experiment", spec, "--out", out, "--workers", workers)) {
        int goal = progress(out) + 1 + random.nextInt(4);
        await()
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofMillis(10))
            .until(() -> !child.alive() || progress(out) >= goal);
        child.endsWithin(random.nextInt(200));
        child.kill();
        child.exitCode();
        Map<String, FileTime> now = finished(out);
        assertThat(now).as("seed %d, kill %d".formatted(SEED, kills)).containsAllEntriesOf(kept);
        kept = now;
        kills++;
      }
      assertThat(kills).as("kills without an end").isLessThan(20);
    }
    Run run = Run.of("experiment", spec, "--out", out, "-q");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.PARTLY_DONE);
    assertThat(finished(out)).containsAllEntriesOf(kept);
    assertThat(out.resolve("results.csv")).hasSameBinaryContentAs(whole.resolve("results.csv"));
    for (String cell : kept.keySet()) {
      String predictions = "cells/" + cell + "/predictions/test.csv";
      assertThat(out.resolve(predictions)).hasSameBinaryContentAs(whole.resolve(predictions));
    }
  }

  @Test
  @Order(4)
  void losesNothingFinishedWhenTheDiskIsFull() throws IOException, InterruptedException {
    Path small = Files.createDirectory(folder.resolve("small"));
    assumeTrue(
        command("mount", "-t", "tmpfs", "-o", "size=1200k", "tmpfs", small.toString()),
        "a small file system can't be mounted here (needs Linux and root)");
    try {
      Path out = small.resolve("out");
      Run run = Run.of("experiment", spec, "--out", out, "-q");
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ENVIRONMENT);
      assertThat(run.err()).contains("space").doesNotContain("\tat ");
      Map<String, FileTime> kept = finished(out);
      assertThat(kept).isNotEmpty().hasSizeLessThan(CELLS);
      assertThat(command("mount", "-o", "remount,size=16m", small.toString())).isTrue();
      Run again = Run.of("experiment", spec, "--out", out, "-q");
      assertThat(again.exitCode()).as(again.err()).isEqualTo(ExitCode.PARTLY_DONE);
      assertThat(finished(out)).containsAllEntriesOf(kept).hasSize(CELLS);
      assertThat(out.resolve("results.csv")).hasSameBinaryContentAs(whole.resolve("results.csv"));
    } finally {
      command("umount", "-l", small.toString()); // weights may still be mapped
    }
  }

  private static boolean command(String... words) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Epochs that can be gone on from, and finished cells: grows from kill to kill. */
  private static int progress(Path out) throws IOException {
    int progress = finished(out).size();
    Path cells = out.resolve("cells");
    if (!Files.isDirectory(cells)) {
      return progress;
    }
    try (Stream<Path> folders = Files.list(cells)) {
      for (Path cell : folders.toList()) {
        RunFolder run = new RunFolder(cell);
        progress += run.exists() ? run.record().epochs() : 0;
      }
    }
    return progress;
  }

  /** The finished cells, with when each was. */
  private static Map<String, FileTime> finished(Path out) throws IOException {
    Map<String, FileTime> finished = new LinkedHashMap<>();
    Path cells = out.resolve("cells");
    if (!Files.isDirectory(cells)) {
      return finished;
    }
    try (Stream<Path> folders = Files.list(cells)) {
      for (Path cell : folders.sorted().toList()) {
        Path record = cell.resolve("run.json");
        if (Files.exists(record) && Files.readString(record).contains("\"completed\"")) {
          finished.put(cell.getFileName().toString(), Files.getLastModifiedTime(record));
        }
      }
    }
    return finished;
  }
}
