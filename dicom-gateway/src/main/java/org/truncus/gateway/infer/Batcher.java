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
 * Thread-safe. Closing waits for the batch under way, but not for ever; what is submitted later
 * fails.
 */
final class Batcher implements AutoCloseable {

  private final StudyScorer scorer;
  private final int most;
  private final long waitNanos;
  private final BlockingQueue<Asked> queue = new LinkedBlockingQueue<>();
  private volatile Caller caller;
  private volatile boolean closing;

  private record Asked(FloatImage image, CompletableFuture<Scores> answer) {}

  private static final long CLOSING_MILLIS = 60_000;

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
    this.caller = new Caller();
    caller.thread.start();
  }

  /**
   * Leaves a call behind that hangs in the model, and goes on with a new thread. Who waits for an
   * answer of that call gets a failure.
   *
   * @param nanos how long a call may take
   * @return whether there was such a call
   */
  synchronized boolean abandon(long nanos) {
    Caller hanging = caller;
    if (!hanging.calledFor(nanos)) {
      return false;
    }
    caller = new Caller();
    caller.thread.start();
    hanging.giveUp();
    return true;
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

  /** The thread that calls the model, until another takes its place. */
  private final class Caller {

    private final Thread thread = new Thread(this::run, "gateway-model-" + scorer.id());
    private volatile List<Asked> under = List.of();
    private volatile long since;

    Caller() {
      thread.setDaemon(true);
    }

    private void run() {
      try {
        while (!closing && caller == this) {
          Asked first = queue.poll(1, TimeUnit.SECONDS);
          if (first != null) {
            List<Asked> batch = collect(first);
            since = System.nanoTime();
            under = batch;
            answer(batch);
            under = List.of();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (closing) {
        refuseRest();
      }
    }

    boolean calledFor(long nanos) {
      return !under.isEmpty() && System.nanoTime() - since > nanos;
    }

    void giveUp() {
      under.forEach(
          asked ->
              asked
                  .answer()
                  .completeExceptionally(new IllegalStateException("the model took too long")));
    }
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
      caller.thread.join(CLOSING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
