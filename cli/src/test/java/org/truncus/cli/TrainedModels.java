package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Packages that are trained for a test: good for nothing but their size and speed. */
final class TrainedModels {

  private TrainedModels() {}

  /** MobileNet cut after its second block, 48 x 48. */
  static Path tiny(Path temp) {
    return train(temp, 64, "--backbone", "mobilenet-v1-0.25", "--cut", "L2", "--image-size", 48);
  }

  /** ResNet50 cut after its second block, 224 x 224. */
  static Path cutResNet50(Path temp) {
    return train(temp, 256, "--backbone", "resnet50", "--cut", "B2", "--image-size", 224);
  }

  private static Path train(Path temp, int size, Object... network) {
    Path data = temp.resolve("phantom");
    Path run = temp.resolve("run");
    ok("phantom", "--out", data, "--patients", 60, "--images-per-patient", 1, "--size", size, "-q");
    List<Object> training = new ArrayList<>(List.of("train", "--list", data.resolve("list.csv")));
    training.addAll(List.of("--out", run, "--strategy", "scratch", "--epochs", 1, "-q"));
    Collections.addAll(training, network);
    ok(training.toArray());
    Run export =
        ok("export", "--run", run, "--models", temp.resolve("models"), "--name", "tiny", "-q");
    return Path.of(export.out().strip());
  }

  private static Run ok(Object... arguments) {
    Run run = Run.of(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }
}
