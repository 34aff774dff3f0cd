package org.truncus.validate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleSupplier;
import org.truncus.image.DecodedImage;
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
   * @param inputs how the image of each was
   * @param failures the other rows
   * @param throughput how fast it went
   */
  record Result(
      List<ListRow> rows,
      List<Prediction> predictions,
      List<InputStatistics> inputs,
      List<Failure> failures,
      Throughput throughput) {}

  /** An image on its way from decoding to scoring. */
  private record Decoded(DecodedImage image, InputStatistics input, double seconds) {}

  /**
   * Scores the rows that the journal doesn't hold yet.
   *
   * @throws StoppedException where a stop was asked for; the journal keeps what was done
   */
  Result score(List<ListRow> rows, ScoreJournal journal, Progress progress, StopSignal stop) {
    Instant begun = clock.instant();
    double before = journal.elapsed();
    int done = journal.rows().size();
    if (done > 0) {
      progress.say("going on after " + done + " of " + rows.size() + " rows");
    }
    long failed = journal.rows().stream().filter(ScoredRow::failed).count();
    ExecutorService decoders = Executors.newFixedThreadPool(threads);
    try (Progress.Task task = progress.begin("scoring images", rows.size())) {
      Deque<Future<Decoded>> ahead = new ArrayDeque<>();
      int submitted = done;
      for (int i = done; i < rows.size(); i++) {
        if (stop.asked()) {
          throw new StoppedException(i, rows.size());
        }
        while (submitted < rows.size() && ahead.size() < threads * AHEAD_PER_THREAD) {
          ListRow next = rows.get(submitted++);
          ahead.add(decoders.submit(() -> decode(next)));
        }
        ScoredRow row = score(i, rows.get(i), ahead.remove(), () -> before + since(begun));
        journal.add(row);
        failed += row.failed() ? 1 : 0;
        task.at(i + 1, failed == 0 ? "" : failed + " failed");
      }
    } finally {
      decoders.shutdownNow();
    }
    return result(rows, journal.rows());
  }

  /**
   * Reads and scores rows once more, spread evenly over the list.
   *
   * @param most how many at most
   */
  Repeatability repeat(Result first, int most, Progress progress) {
    int n = Math.min(most, first.rows().size());
    double largest = n == 0 ? Double.NaN : 0;
    try (Progress.Task task = progress.begin("scoring some images again", n)) {
      for (int k = 0; k < n; k++) {
        int i = (int) ((long) k * first.rows().size() / n);
        Scores again = runner.score(reader.read(first.rows().get(i).file()).image());
        float[] before = first.predictions().get(i).probabilities();
        for (int l = 0; l < before.length; l++) {
          largest = Math.max(largest, Math.abs((double) again.probabilities()[l] - before[l]));
        }
        task.at(k + 1, "");
      }
    }
    return new Repeatability(n, largest);
  }

  private static Result result(List<ListRow> rows, List<ScoredRow> scored) {
    List<ListRow> kept = new ArrayList<>();
    List<Prediction> predictions = new ArrayList<>();
    List<InputStatistics> inputs = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    for (ScoredRow one : scored) {
      ListRow row = rows.get(one.row());
      if (one.failed()) {
        failures.add(new Failure(row, one.code(), one.message()));
      } else {
        kept.add(row);
        inputs.add(one.input());
        seconds.add(one.seconds());
        predictions.add(
            new Prediction(
                row.image(),
                row.patientId(),
                row.targets().clone(),
                one.logits(),
                one.probabilities()));
      }
    }
    double wall = scored.isEmpty() ? 0 : scored.get(scored.size() - 1).elapsed();
    double[] latencies = seconds.stream().mapToDouble(Double::doubleValue).toArray();
    return new Result(
        kept, predictions, inputs, failures, Throughput.of(rows.size(), wall, latencies));
  }

  private double since(Instant begin) {
    return Duration.between(begin, clock.instant()).toNanos() / 1e9;
  }

  private Decoded decode(ListRow row) {
    Instant begin = clock.instant();
    DecodedImage image = reader.read(row.file());
    double seconds = since(begin);
    return new Decoded(image, InputStatistics.of(image), seconds);
  }

  private ScoredRow score(int number, ListRow row, Future<Decoded> future, DoubleSupplier elapsed) {
    try {
      Decoded decoded = future.get();
      Instant begin = clock.instant();
      Scores scores = runner.score(decoded.image().image());
      double seconds = decoded.seconds() + since(begin);
      return new ScoredRow(
          number,
          scores.logits(),
          scores.probabilities(),
          seconds,
          decoded.input(),
          null,
          null,
          elapsed.getAsDouble());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while scoring", e);
    } catch (ExecutionException e) {
      return failed(number, row, e.getCause(), elapsed);
    } catch (InvalidInputException | UnsupportedInputException e) {
      return failed(number, row, e, elapsed);
    }
  }

  private static ScoredRow failed(
      int number, ListRow row, Throwable cause, DoubleSupplier elapsed) {
    if (cause instanceof Error error) {
      throw error;
    }
    boolean invalid = cause instanceof InvalidInputException;
    if (!invalid && !(cause instanceof UnsupportedInputException)) {
      throw new IllegalStateException(row.file() + ": " + cause, cause);
    }
    return new ScoredRow(
        number,
        null,
        null,
        Double.NaN,
        null,
        invalid ? "invalid" : "unsupported",
        cause.getMessage(),
        elapsed.getAsDouble());
  }
}
