package org.truncus.gateway.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.gateway.work.Databases;
import org.truncus.gateway.work.StudyState;

/** Two gateways on one database that send to the same destination. */
class TwoGatewaysTest {

  private static final int OBJECTS = 60;

  @TempDir Path temp;
  private DeliveryBench bench;

  Databases databases() {
    return Databases.H2;
  }

  @BeforeEach
  void open() {
    bench = new DeliveryBench(databases(), temp);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void noObjectIsSentTwice() throws Exception {
    bench.queue(IntStream.rangeClosed(1, OBJECTS).toArray());
    FakeArchive archive = new FakeArchive();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Integer>> gateways =
          List.of(
              threads.submit(() -> DeliveryBench.work(gateway("one", archive))),
              threads.submit(() -> DeliveryBench.work(gateway("two", archive))));
      for (Future<Integer> gateway : gateways) {
        gateway.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(archive.taken).hasSize(OBJECTS).doesNotHaveDuplicates();
    for (int number = 1; number <= OBJECTS; number++) {
      assertThat(bench.row(number).attempts()).isEqualTo(1);
      assertThat(bench.study(number)).isEqualTo(StudyState.DELIVERED);
    }
  }

  @Test
  void whoLostTheLeaseChangesNothingAnyMore() {
    bench.queue(1);
    OutboxTable one = bench.outbox("one");
    OutboxTable two = bench.outbox("two");
    OutboxRow slow = claim(one);
    assertThat(bench.database.<Integer>transact(handle -> two.release(handle, true))).isZero();
    List<OutboxRow> none =
        bench.database.transact(handle -> two.claim(handle, DeliveryBench.ARCHIVE, 20));
    assertThat(none).isEmpty();

    bench.clock.advance(Duration.ofMinutes(6));
    assertThat(bench.database.<Integer>transact(handle -> two.release(handle, false))).isEqualTo(1);
    OutboxRow second = claim(two);
    assertThat(settle(one, slow, OutboxState.HELD)).isFalse();
    assertThat(bench.row(1).state()).isEqualTo(OutboxState.SENDING);
    assertThat(settle(two, second, OutboxState.DELIVERED)).isTrue();
    assertThat(settle(one, slow, OutboxState.PENDING)).isFalse();
    assertThat(bench.row(1).state()).isEqualTo(OutboxState.DELIVERED);
  }

  @Test
  void aCountThatBeganAnewDoesNotLetTheLateOneIn() {
    bench.queue(1);
    OutboxTable one = bench.outbox("one");
    OutboxTable two = bench.outbox("two");
    OutboxRow slow = claim(one);
    bench.clock.advance(Duration.ofMinutes(6));
    bench.database.transact(handle -> two.release(handle, false));
    assertThat(settle(two, claim(two), OutboxState.HELD)).isTrue();
    assertThat(bench.desk().retryDeliveries(Optional.empty())).isEqualTo(1);

    assertThat(claim(two).attempts()).isEqualTo(slow.attempts());
    assertThat(settle(one, slow, OutboxState.DELIVERED)).isFalse();
    assertThat(bench.row(1).state()).isEqualTo(OutboxState.SENDING);
  }

  @Test
  void aLeaseThatIsRenewedIsKept() {
    bench.queue(1);
    OutboxTable one = bench.outbox("one");
    OutboxRow row = claim(one);
    for (int i = 0; i < 3; i++) {
      bench.clock.advance(Duration.ofMinutes(4));
      bench.database.transact(
          handle -> {
            one.renew(handle);
            return bench.outbox("two").release(handle, false);
          });
    }
    assertThat(settle(one, row, OutboxState.DELIVERED)).isTrue();
  }

  private DeliveryWorker gateway(String name, FakeArchive archive) {
    return bench.worker(
        archive,
        bench.outbox(name),
        new CircuitBreaker(DeliveryBench.ARCHIVE, 3, bench.backoff, bench.clock));
  }

  private OutboxRow claim(OutboxTable table) {
    return bench.database.transact(handle -> table.claim(handle, DeliveryBench.ARCHIVE, 20)).get(0);
  }

  private boolean settle(OutboxTable table, OutboxRow row, OutboxState state) {
    Attempt attempt = new Attempt(state, bench.clock.millis(), false, null, null, true);
    return bench.database.transact(handle -> table.settle(handle, row, attempt));
  }
}
