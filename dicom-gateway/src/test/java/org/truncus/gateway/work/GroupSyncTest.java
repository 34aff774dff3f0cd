package org.truncus.gateway.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupSyncTest {

  private final ExecutorService threads = Executors.newFixedThreadPool(8);

  @Test
  void eachCallIsFollowedByASyncThatBeganAfterIt() throws Exception {
    AtomicLong written = new AtomicLong();
    AtomicLong safe = new AtomicLong();
    AtomicInteger syncs = new AtomicInteger();
    GroupSync group =
        new GroupSync(
            () -> {
              long now = written.get();
              LockSupport.parkNanos(500_000);
              safe.accumulateAndGet(now, Math::max);
              syncs.incrementAndGet();
            });
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      all.add(
          threads.submit(
              () -> {
                long mine = written.incrementAndGet();
                group.await();
                return safe.get() >= mine;
              }));
    }
    for (Future<Boolean> one : all) {
      assertThat(one.get()).isTrue();
    }
    assertThat(syncs.get()).as("syncs for 2000 calls of 8 threads").isLessThan(1500);
  }

  @Test
  void aFailureIsTheLeadersOwnAndOthersTryAgain() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch waiting = new CountDownLatch(1);
    GroupSync group =
        new GroupSync(
            () -> {
              if (runs.incrementAndGet() == 1) {
                awaitQuietly(waiting);
                throw new IllegalStateException("disk");
              }
            });
    Future<?> leader = threads.submit(group::await);
    while (runs.get() == 0) {
      Thread.onSpinWait();
    }
    Future<?> follower = threads.submit(group::await);
    waiting.countDown();
    assertThatThrownBy(leader::get).hasRootCauseMessage("disk");
    follower.get();
    assertThat(runs.get()).isEqualTo(2);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
