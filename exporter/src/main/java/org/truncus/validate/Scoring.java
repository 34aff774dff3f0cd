package org.truncus.validate;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.truncus.image.FloatImage;
import org.truncus.image.ImageReader;
import org.truncus.list.ListRow;
import org.truncus.list.Prediction;
import org.truncus.model.ModelRunner;
import org.truncus.model.Scores;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;

/**
 * Decodes and scores the rows of a list: decoding on several threads a few images ahead, scoring in
 * the order of the list. A row that can't be read becomes a {@link Failure}.
 */
final class Scoring {

  private static final int AHEAD_PER_THREAD = 2;

  private final ModelRunner runner;
  private final ImageReader reader;
  private final int threads;
  private final Clock clock;
  private final List<ListRow> scored = new ArrayList<>();
  private final List<Prediction> predictions = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final List<Double> seconds = new ArrayList<>();

  Scoring(ModelRunner runner, int threads, Clock clock) {
    this.runner = runner;
    this.reader = new ImageReader(runner.model().manifest().input().pixels());
    this.threads = threads;
    this.clock = clock;
  }

  /**
   * What came out.
   *
   * @param rows that were scored, in the order of the list
   * @param predictions one for each of them
   * @param failures the other rows
   * @param throughput how fast it went
   */
  record Result(
      List<ListRow> rows,
      List<Prediction> predictions,
      List<Failure> failures,
      Throughput throughput) {}

  /** An image on its way from decoding to scoring. */
  private record Decoded(FloatImage image, double seconds) {}

  Result score(List<ListRow> rows, Progress progress, StopSignal stop) {
    long startedAt = clock.millis();
    ExecutorService decoders = Executors.newFixedThreadPool(threads);
    try (Progress.Task task = progress.begin("scoring images", rows.size())) {
      Deque<Future<Decoded>> ahead = new ArrayDeque<>();
      int submitted = 0;
      for (int i = 0; i < rows.size(); i++) {
        if (stop.asked()) {
          throw new StoppedException(i, rows.size());
        }
        while (submitted < rows.size() && ahead.size() < threads * AHEAD_PER_THREAD) {
          ahead.add(decoders.submit(decoding(rows.get(submitted++))));
        }
        score(rows.get(i), ahead.remove());
        task.at(i + 1, failures.isEmpty() ? "" : failures.size() + " failed");
      }
    } finally {
      decoders.shutdownNow();
    }
    double wall = (clock.millis() - startedAt) / 1000.0;
    return new Result(
        scored,
        predictions,
        failures,
        Throughput.of(
            rows.size(), wall, seconds.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  private Callable<Decoded> decoding(ListRow row) {
    return () -> {
      long begin = clock.millis();
      FloatImage image = reader.read(row.file()).image();
      return new Decoded(image, (clock.millis() - begin) / 1000.0);
    };
  }

  private void score(ListRow row, Future<Decoded> future) {
    try {
      Decoded decoded = future.get();
      long begin = clock.millis();
      Scores scores = runner.score(decoded.image());
      seconds.add(decoded.seconds() + (clock.millis() - begin) / 1000.0);
      scored.add(row);
      predictions.add(
          new Prediction(
              row.image(),
              row.patientId(),
              Arrays.copyOf(row.targets(), row.targets().length),
              scores.logits(),
              scores.probabilities()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while scoring", e);
    } catch (ExecutionException e) {
      fail(row, e.getCause());
    } catch (InvalidInputException | UnsupportedInputException e) {
      fail(row, e);
    }
  }

  private void fail(ListRow row, Throwable cause) {
    if (cause instanceof InvalidInputException) {
      failures.add(new Failure(row, "invalid", cause.getMessage()));
    } else if (cause instanceof UnsupportedInputException) {
      failures.add(new Failure(row, "unsupported", cause.getMessage()));
    } else if (cause instanceof Error error) {
      throw error;
    } else {
      throw new IllegalStateException(row.file() + ": " + cause, cause);
    }
  }
}
