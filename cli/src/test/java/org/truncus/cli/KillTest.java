package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.list.Split;
import org.truncus.train.RunFolder;
import org.truncus.train.RunRecord;
import org.truncus.train.RunStatus;

/** A training process that is killed within an epoch, without a chance to save anything. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the exit code is that of a Unix signal")
class KillTest {

  private static final int KILLED = 128 + 9;
  private static final int EPOCHS = 8;

  @TempDir private Path folder;

  @Test
  void resumesFromTheLastWholeEpochToTheResultOfAnUnbrokenRun() throws Exception {
    Run phantoms =
        Run.of(
            "phantom",
            "--out",
            folder,
            "--patients",
            100,
            "--images-per-patient",
            1,
            "--size",
            64,
            "-q");
    assertThat(phantoms.exitCode()).as(phantoms.err()).isZero();
    RunFolder broken = new RunFolder(folder.resolve("broken"));
    try (Child child = Child.start(folder, train(broken.path()))) {
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(10))
          .until(() -> !child.alive() || epochs(broken) >= 2);
      child.kill();
      assertThat(child.exitCode()).as(child.err()).isEqualTo(KILLED);
    }
    RunRecord killed = broken.record();
    assertThat(killed.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(killed.epochs()).isBetween(2, EPOCHS - 1);
    assertThat(broken.predictionsFile(Split.TEST)).doesNotExist();
    try (Child child = Child.start(folder, "train", "--out", broken.path(), "--resume")) {
      assertThat(child.exitCode()).as(child.err()).isZero();
      assertThat(child.err()).contains("resumed after epoch ");
    }
    RunFolder whole = new RunFolder(folder.resolve("whole"));
    try (Child child = Child.start(folder, train(whole.path()))) {
      assertThat(child.exitCode()).as(child.err()).isZero();
    }
    assertThat(broken.record().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(broken.record().metrics()).isEqualTo(whole.record().metrics());
    for (String file :
        List.of(
            "checkpoints/best/weights.safetensors",
            "checkpoints/last/weights.safetensors",
            "checkpoints/last/optimizer.safetensors",
            "predictions/test.csv")) {
      assertThat(broken.path().resolve(file)).hasSameBinaryContentAs(whole.path().resolve(file));
    }
  }

  private static int epochs(RunFolder run) {
    return run.exists() ? run.record().epochs() : 0;
  }

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
      "L2",
      "--image-size",
      48,
      "--epochs",
      EPOCHS,
      "--batch",
      4,
      "--device",
      "cpu",
      "--threads",
      1
    };
  }
}
