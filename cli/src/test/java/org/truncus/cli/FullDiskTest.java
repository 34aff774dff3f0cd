package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room: said, with exit code 6, nothing half-written left to be mistaken. */
class FullDiskTest {

  @TempDir private Path folder;
  private Path small;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    small = Files.createDirectory(folder.resolve("small"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", small.toString()),
        "a small file system can't be mounted here (needs Linux and root)");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    run("umount", small.toString());
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void phantomsThatDoNotFit() {
    Run run = Run.of("phantom", "--out", small, "--patients", 200, "-q");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(run.err()).contains("small").doesNotContain("\tat ");
  }

  @Test
  void aRunThatDoesNotFit() {
    Path data = folder.resolve("data");
    assertThat(
            Run.of(
                    "phantom",
                    "--out",
                    data,
                    "--patients",
                    60,
                    "--images-per-patient",
                    1,
                    "--size",
                    64,
                    "-q")
                .exitCode())
        .isZero();
    Run run =
        Run.of(
            "train",
            "--list",
            data.resolve("list.csv"),
            "--out",
            small.resolve("run"),
            "--backbone",
            "mobilenet-v1-0.25",
            "--strategy",
            "scratch",
            "--cut",
            "L8",
            "--image-size",
            64,
            "--epochs",
            2,
            "-q");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(run.err()).contains("space").doesNotContain("\tat ");
  }
}
