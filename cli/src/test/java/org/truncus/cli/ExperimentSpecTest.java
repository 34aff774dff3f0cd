package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.json.Json;

/** What a specification comes to, before anything runs. */
class ExperimentSpecTest {

  @TempDir private static Path folder;

  private static final String BASE =
      """
      list: data/list.csv
      backbone: cbr-tiny-32
      image-size: 32
      labels: [opacity]
      weights: random.safetensors
      """;

  @BeforeAll
  static void makeList() {
    Run run =
        Run.of(
            "phantom",
            "--out",
            folder.resolve("data"),
            "--patients",
            240,
            "--images-per-patient",
            1,
            "--size",
            32,
            "-q");
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void crossesTheGridWithTheArmsAndNotTheArmsWithEachOther() throws IOException {
    JsonNode cells =
        cells(
            BASE
                + """
                grid:
                  fraction: [1, 0.5]
                  seed: [1, 2, 3]
                arms:
                  - strategy: scratch
                  - {strategy: scratch, cut: [L1, L2]}
                  - {name: gentle, strategy: scratch, cut: L3, lr: 1e-5}
                """);
    assertThat(cells).hasSize(2 * 3 * 4);
    assertThat(cells.findValuesAsText("arm"))
        .startsWith("scratch", "scratch L1", "scratch L2", "gentle", "scratch");
    assertThat(cells.findValuesAsText("seed").subList(0, 8)).containsOnly("1");
    assertThat(cells.findValuesAsText("id")).doesNotHaveDuplicates();
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void takesListsOfLabelsAsOneValue() throws IOException {
    JsonNode cells =
        cells(
            BASE
                + """
                strategy: scratch
                grid:
                  labels: [[opacity], [opacity, effusion]]
                """);
    assertThat(cells.findValuesAsText("labels")).containsExactly("opacity", "opacity,effusion");
  }

  @Test
  void namesEveryMisspeltKeyWithItsLine() throws IOException {
    Run run =
        dryRun(
            """
            list: data/list.csv
            epoch: 3
            grid:
              fractions: [1, 0.5]
            arms:
              - {strategy: scratch, cutt: L1}
            """);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("spec.yaml:2: unknown key 'epoch'; did you mean 'epochs'?")
        .contains("spec.yaml:4: unknown key 'fractions'; did you mean 'fraction'?")
        .contains("spec.yaml:6: unknown key 'cutt'; did you mean 'cut'?");
  }

  @Test
  void namesEveryImpossibleCellBeforeAnythingRuns() throws IOException {
    Run run =
        dryRun(
            BASE
                + """
                grid:
                  fraction: [1, 0.02]
                  seed: [1, 2]
                arms:
                  - strategy: scratch
                  - {strategy: scratch, cut: B9}
                  - {strategy: full, weights: nosuch.h5}
                  - {strategy: ful}
                """);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(run.err())
        .contains("14 of 16 cells can't run, and none was started")
        .contains("scratch B9, fraction 1, seed 1 and 3 more: backbone cbr-tiny-32 has no cut 'B9'")
        .contains("nosuch.h5: there is no such file")
        .contains("--strategy: found \"ful\"")
        .contains("scratch, fraction 0.02, seed 1")
        .contains("positive");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void refusesTwoArmsThatAreTheSameRun() throws IOException {
    Run run =
        dryRun(
            BASE
                + """
                arms:
                  - {name: a, strategy: scratch}
                  - {name: b, strategy: scratch, cut: full}
                """);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("is the same run as that of a");
  }

  @Test
  void refusesAReferenceThatIsNoArm() throws IOException {
    Run run = dryRun(BASE + "reference: full\nstrategy: scratch\n");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("reference: there is no arm 'full'; the arms are scratch");
  }

  @Test
  void saysWhereYamlIsBroken() throws IOException {
    Run run = dryRun("list: data/list.csv\ngrid: {seed: [1, 2\n");
    assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(run.err()).contains("spec.yaml:").contains("not valid YAML");
  }

  private static JsonNode cells(String yaml) throws IOException {
    Files.writeString(folder.resolve("spec.yaml"), yaml);
    Run run =
        Run.of(
            "experiment",
            folder.resolve("spec.yaml"),
            "--out",
            folder.resolve("out"),
            "--dry-run",
            "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Json.mapper().readTree(run.out()).get("cells");
  }

  private static Run dryRun(String yaml) throws IOException {
    Files.writeString(folder.resolve("spec.yaml"), yaml);
    return Run.of(
        "experiment", folder.resolve("spec.yaml"), "--out", folder.resolve("out"), "--dry-run");
  }
}
