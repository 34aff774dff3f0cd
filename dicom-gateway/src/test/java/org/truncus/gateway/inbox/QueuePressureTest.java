package org.truncus.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.truncus.gateway.MovableClock;

/** Senders slow down with the queue, and stop when it is full. */
class QueuePressureTest {

  private final MovableClock clock = new MovableClock();
  private long waiting;
  private int reads;
  private final QueuePressure queue =
      new QueuePressure(
          () -> {
            reads++;
            return waiting;
          },
          200,
          400,
          clock);

  @Test
  void delaysMoreTheLongerTheQueueIsAndAtMostTwoSeconds() {
    assertThat(at(200)).isZero();
    assertThat(at(201)).isEqualTo(Duration.ofMillis(50));
    assertThat(at(300)).isEqualTo(Duration.ofSeconds(1));
    assertThat(at(400)).isEqualTo(Duration.ofSeconds(2));
    assertThat(queue.isFull()).isFalse();
    assertThat(at(100_000)).isEqualTo(Duration.ofSeconds(2));
    assertThat(queue.isFull()).isTrue();
    assertThat(at(10)).isZero();
    assertThat(queue.isFull()).isFalse();
  }

  @Test
  void looksAtMostOnceASecond() {
    for (int i = 0; i < 100; i++) {
      queue.delay();
      clock.advance(Duration.ofMillis(50));
    }
    assertThat(reads).isEqualTo(5);
    clock.advance(Duration.ofDays(-1)); // a clock set back doesn't keep an old count
    queue.delay();
    assertThat(reads).isEqualTo(6);
  }

  private Duration at(long studies) {
    waiting = studies;
    clock.advance(Duration.ofSeconds(1));
    return queue.delay();
  }
}
