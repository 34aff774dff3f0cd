package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in training: saved, explained, resumed to the result of an unbroken run. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "kill -INT is a Unix command")
class InterruptTest {

  @TempDir private Path folder;

  private Object[] train(Path out) {
    return new Object[] {
      "train",
      "--list",
      folder.resolve("list.csv"),
      "--out",
      out,
      "--backbone",
      "mobilenet-v1-0.25",
      "--strategy",
      "scratch",
      "--cut",
      "L3",
      "--image-size",
      64,
      "--epochs",
      60, // seconds of training: the signal must come before the end
      "--schedule",
      "constant",
      "--batch",
      8,
      "--device",
      "cpu",
      "--threads",
      1
    };
  }

  @Test
  void stopsAtABatchAndGoesOnToTheSameResult() throws Exception {
    Run phantoms =
        Run.of(
            "phantom",
            "--out",
            folder,
            "--patients",
            120,
            "--images-per-patient",
            1,
            "--size",
            64,
            "-q");
    assertThat(phantoms.exitCode()).as(phantoms.err()).isZero();
    Path broken = folder.resolve("broken");
    try (Child child = Child.start(folder, train(broken))) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> !child.alive() || Files.exists(broken.resolve("checkpoints/last")));
      child.interrupt();
      assertThat(child.exitCode()).as(child.err()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(child.err()).contains("saving", "--resume").doesNotContain("\tat ");
    }
    assertThat(Files.readString(broken.resolve("run.json"))).contains("\"stopped\"");
    try (Child child = Child.start(folder, "train", "--out", broken, "--resume")) {
      assertThat(child.exitCode()).as(child.err()).isZero();
    }
    Path whole = folder.resolve("whole");
    try (Child child = Child.start(folder, train(whole))) {
      assertThat(child.exitCode()).as(child.err()).isZero();
    }
    assertThat(broken.resolve("predictions/test.csv"))
        .hasSameTextualContentAs(whole.resolve("predictions/test.csv"));
    assertThat(Files.mismatch(weights(broken), weights(whole))).isEqualTo(-1);
  }

  private static Path weights(Path run) {
    return run.resolve("checkpoints/best/weights.safetensors");
  }
}
