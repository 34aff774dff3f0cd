package org.truncus.gateway.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.truncus.gateway.ForwardingScorer;
import org.truncus.image.FloatImage;
import org.truncus.model.Scores;

@Timeout(60)
class BatcherTest {

  private final List<Integer> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch firstMayGo = new CountDownLatch(1);

  @Test
  void whatComesMeanwhileGoesTogetherAndEachGetsItsOwnAnswer() throws Exception {
    try (Batcher batcher = new Batcher(new Counting(), 4, Duration.ZERO)) {
      List<CompletableFuture<Scores>> answers = new ArrayList<>();
      answers.add(batcher.submit(grey(0.05f)));
      while (calls.isEmpty()) {
        Thread.onSpinWait(); // the first is being worked on
      }
      IntStream.range(1, 10).forEach(i -> answers.add(batcher.submit(grey(0.05f + i * 0.1f))));
      firstMayGo.countDown();
      for (int i = 0; i < 10; i++) {
        Scores scores = answers.get(i).get(30, TimeUnit.SECONDS);
        assertThat(scores.probabilities()[0]).isBetween(0.04f + i * 0.1f, 0.06f + i * 0.1f);
      }
    }
    assertThat(calls).containsExactly(1, 4, 4, 1);
  }

  @Test
  void anImageThatFailsDoesntFailItsNeighbours() throws Exception {
    try (Batcher batcher = new Batcher(new Counting(), 3, Duration.ofSeconds(5))) {
      firstMayGo.countDown();
      CompletableFuture<Scores> good = batcher.submit(grey(0.2f));
      CompletableFuture<Scores> bad = batcher.submit(grey(0f));
      CompletableFuture<Scores> better = batcher.submit(grey(0.4f));
      assertThat(good.get().probabilities()[0]).isBetween(0.19f, 0.21f);
      assertThat(better.get().probabilities()[0]).isBetween(0.39f, 0.41f);
      assertThatThrownBy(bad::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void afterClosingNothingWaitsForEver() {
    Batcher batcher = new Batcher(new Counting(), 3, Duration.ZERO);
    batcher.close();
    assertThatThrownBy(() -> batcher.submit(grey(0.2f)).get(30, TimeUnit.SECONDS))
        .hasMessageContaining("closing");
  }

  private static FloatImage grey(float value) {
    return new FloatImage(1, 1, 1, new float[] {value});
  }

  /** Counts the images of each call; fails for black ones. */
  private final class Counting extends ForwardingScorer {

    @Override
    public Scores score(FloatImage image) {
      return scoreTogether(List.of(image)).get(0);
    }

    @Override
    public List<Scores> scoreTogether(List<FloatImage> images) {
      calls.add(images.size());
      try {
        firstMayGo.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (images.stream().anyMatch(image -> image.samples()[0] == 0)) {
        throw new IllegalStateException("black");
      }
      return images.stream().map(super::score).toList();
    }
  }
}
