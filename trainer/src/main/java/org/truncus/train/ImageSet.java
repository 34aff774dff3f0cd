package org.truncus.train;

import java.util.List;
import java.util.concurrent.ExecutorService;
import org.truncus.image.ImageReader;
import org.truncus.list.ListRow;
import org.truncus.progress.Progress;

/**
 * The images of a list as a source of batches: reader, fitter, workers and pipeline. Owns threads
 * and a session; closed by who made it.
 */
final class ImageSet implements AutoCloseable {

  private static final double SHARE_OF_HEAP = 0.5;

  private final ImageFitter fitter;
  private final ExecutorService workers;
  private final FittedImages images;
  private final TrainConfig config;

  ImageSet(List<ListRow> rows, TrainConfig config) {
    this.config = config;
    fitter =
        new ImageFitter(
            config.input().fittedSize(), config.input().fit(), 1, config.compute().threads());
    workers = Workers.start(config.compute().decoding());
    long keep = (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP);
    images = new FittedImages(rows, new ImageReader(config.input().pixels()), fitter, keep);
  }

  /**
   * Reads every image once, and finds how many channels to feed.
   *
   * @return 1 or 3: what is asked for, or what the images have
   * @throws org.truncus.problem.InvalidInputException naming all that can't be read
   */
  int readAll(Progress progress) {
    images.readAll(workers, progress);
    return switch (config.input().channels()) {
      case GREY -> 1;
      case RGB -> 3;
      case AUTO -> images.mostChannels();
    };
  }

  /** Batches of {@code [N,S,S,channels]}. */
  InputPipeline pipeline(int channels) {
    return new InputPipeline(
        images, config.input().fittedSize(), config.input().imageSize(), channels, workers);
  }

  @Override
  public void close() {
    workers.shutdownNow();
    Workers.awaitEnd(workers);
    fitter.close();
  }
}
