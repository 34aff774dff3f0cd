package org.truncus.train;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;

/** Short runs of a tiny network. */
final class Runs {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  private Runs() {}

  static TrainConfigBuilder tiny(Path list) {
    return TrainConfig.builder()
        .data(data -> data.list(list))
        .input(input -> input.imageSize(32))
        .network(network -> network.backbone("mobilenet-v1-0.25").cut("L3"))
        .recipe(recipe -> recipe.epochs(3).batch(16).lr(3e-3).augment(Augment.NONE))
        .compute(compute -> compute.device(Device.CPU).threads(2))
        .seed(7);
  }

  static RunRecord run(TrainConfig config, Path folder) {
    return run(config, folder, new StopSignal(), Progress.silent());
  }

  static RunRecord run(TrainConfig config, Path folder, StopSignal stop, Progress progress) {
    return new Training(config, folder, progress, stop, CLOCK).run();
  }

  static RunRecord resume(Path folder) {
    return Training.resume(folder, Progress.silent(), new StopSignal(), CLOCK).run();
  }
}
