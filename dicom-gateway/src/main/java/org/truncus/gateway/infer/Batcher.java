package org.truncus.gateway.infer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.truncus.image.FloatImage;
import org.truncus.model.Scores;

/**
 * Shows one model images of several studies at once: what comes within a short wait goes together.
 * Thread-safe. Closing waits for the batch under way; what is submitted later fails.
 */
final class Batcher implements AutoCloseable {

  private final StudyScorer scorer;
  private final int most;
  private final long waitNanos;
  private final BlockingQueue<Asked> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closing;

  private record Asked(FloatImage image, CompletableFuture<Scores> answer) {}

  /**
   * Starts the thread that calls the model.
   *
   * @param most images in one call
   * @param wait how long the first image of a batch waits for others
   */
  Batcher(StudyScorer scorer, int most, Duration wait) {
    this.scorer = scorer;
    this.most = most;
    this.waitNanos = wait.toNanos();
    this.thread = new Thread(this::run, "gateway-model-" + scorer.id());
    thread.setDaemon(true);
    thread.start();
  }

  /** How many images one call takes. */
  int most() {
    return most;
  }

  /** Asks for the scores of an image; the answer fails as the model does. */
  CompletableFuture<Scores> submit(FloatImage image) {
    CompletableFuture<Scores> answer = new CompletableFuture<>();
    queue.add(new Asked(image, answer));
    if (closing) {
      refuseRest();
    }
    return answer;
  }

  private void run() {
    try {
      while (!closing) {
        Asked first = queue.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          answer(collect(first));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    refuseRest();
  }

  private List<Asked> collect(Asked first) throws InterruptedException {
    List<Asked> batch = new ArrayList<>(List.of(first));
    long until = System.nanoTime() + waitNanos;
    while (batch.size() < most) {
      Asked next = queue.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (next == null) {
        break;
      }
      batch.add(next);
    }
    return batch;
  }

  /** A batch that fails is taken apart, so that one image doesn't fail its neighbours. */
  private void answer(List<Asked> batch) {
    try {
      List<Scores> scores = scorer.scoreTogether(batch.stream().map(Asked::image).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(scores.get(i));
      }
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      if (batch.size() == 1) {
        batch.get(0).answer().completeExceptionally(e);
      } else {
        batch.forEach(asked -> answer(List.of(asked)));
      }
    }
  }

  private void refuseRest() {
    for (Asked asked = queue.poll(); asked != null; asked = queue.poll()) {
      asked.answer().completeExceptionally(new IllegalStateException("the gateway is closing"));
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
