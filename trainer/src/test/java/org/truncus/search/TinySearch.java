package org.truncus.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;
import org.truncus.testdata.PhantomEncoder;
import org.truncus.testdata.PhantomFactory;
import org.truncus.testdata.PhantomSettings;
import org.truncus.testdata.PhantomWriter;
import org.truncus.train.Augment;
import org.truncus.train.TrainConfig;

/** A search of seconds: SqueezeNet has three stages, images have 32 pixels. */
final class TinySearch {

  private TinySearch() {}

  /** Searches in a process of its own: list and folder. */
  public static void main(String[] arguments) {
    search(Path.of(arguments[0]), Path.of(arguments[1]), SearchMetric.AUPRC, new StopSignal());
  }

  static Path list(Path folder) throws IOException {
    return new PhantomWriter(
            new PhantomFactory(PhantomSettings.of(60, 1, 5).withSize(32)),
            PhantomEncoder.png(false),
            false)
        .write(folder, i -> {});
  }

  static SearchRecord search(Path list, Path folder, SearchMetric metric, StopSignal stop) {
    return search(options(list, metric), folder, Progress.silent(), stop);
  }

  static SearchRecord search(
      SearchOptions options, Path folder, Progress progress, StopSignal stop) {
    return new Search(options, folder, progress, stop, Clock.systemUTC()).run();
  }

  static SearchOptions options(Path list, SearchMetric metric) {
    TrainConfig config =
        TrainConfig.builder()
            .data(data -> data.list(list).labels(List.of("opacity")))
            .input(input -> input.imageSize(32))
            .network(network -> network.backbone("squeezenet-1.1"))
            .recipe(recipe -> recipe.epochs(2).batch(16).lr(1e-3).augment(Augment.NONE))
            .compute(compute -> compute.threads(2))
            .build();
    return new SearchOptions(config, metric, SelectionRule.ONE_SE, 2, new Halving(2), false, 0);
  }
}
