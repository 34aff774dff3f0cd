package org.truncus.gateway.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.gateway.SampleImages;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.work.Databases;
import org.truncus.gateway.work.StudyState;

/** Nights and weekends without an archive, and archives with moods. */
class OutageTest {

  @TempDir Path temp;
  private final FakeArchive archive = new FakeArchive();
  private DeliveryBench bench;
  private DeliveryWorker worker;

  Databases databases() {
    return Databases.H2;
  }

  @BeforeEach
  void open() {
    bench = new DeliveryBench(databases(), temp);
    worker = bench.worker(archive);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void anArchiveThatIsDownForANightGetsTheObjectOnceInTheMorning() {
    bench.queue(1);
    archive.door = FakeArchive.Door.AWAY;
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(state()).isEqualTo(CircuitBreaker.State.CLOSED);
      assertThat(DeliveryBench.work(worker)).isEqualTo(1);
      assertThat(bench.row(1).state()).isEqualTo(OutboxState.PENDING);
      assertThat(bench.row(1).attempts()).isEqualTo(attempt);
      assertThat(bench.row(1).lastError()).isEqualTo("no connection");
      assertWait(bench.untilNext(1), attempt);
      bench.waitFor(1);
    }
    assertThat(bench.study(1)).isEqualTo(StudyState.REPORTED);

    Instant morning = bench.clock.instant().plus(Duration.ofHours(14));
    for (int probe = 1; bench.clock.instant().isBefore(morning); probe++) {
      assertThat(state()).isEqualTo(CircuitBreaker.State.OPEN);
      Instant next = bench.breaker.view().nextProbe().orElseThrow();
      if (next.isAfter(bench.clock.instant())) {
        assertThat(DeliveryBench.work(worker)).isZero();
        bench.clock.advance(Duration.between(bench.clock.instant(), next));
      }
      assertThat(DeliveryBench.work(worker)).isEqualTo(1);
      assertThat(archive.probes).isEqualTo(probe);
      assertWait(
          Duration.between(bench.clock.instant(), bench.breaker.view().nextProbe().orElseThrow()),
          probe + 1);
    }
    assertThat(archive.probes).isBetween(50, 80);
    assertThat(bench.row(1).attempts()).isEqualTo(3);

    archive.door = FakeArchive.Door.OPEN;
    bench.clock.advance(Duration.ofMinutes(18));
    assertThat(worker.step()).isTrue();
    assertThat(state()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
    DeliveryBench.work(worker);
    assertThat(state()).isEqualTo(CircuitBreaker.State.CLOSED);
    bench.clock.advance(Duration.ofDays(4));
    DeliveryBench.work(worker);
    assertThat(archive.taken).containsExactly(bench.file(1));
    assertThat(bench.row(1).attempts()).isEqualTo(4);
    assertThat(bench.study(1)).isEqualTo(StudyState.DELIVERED);
  }

  @Test
  void whatAWeekendMadeDeadIsKeptAndQueuedAnew() {
    bench.queue(1, 2);
    archive.door = FakeArchive.Door.AWAY;
    untilTheBreakerOpens();
    int attempts = bench.row(1).attempts();

    bench.clock.advance(Duration.ofHours(71));
    DeliveryBench.work(worker);
    assertThat(bench.row(1).state()).isEqualTo(OutboxState.PENDING);
    bench.clock.advance(Duration.ofHours(1));
    DeliveryBench.work(worker);
    assertThat(bench.row(1).state()).isEqualTo(OutboxState.DEAD);
    assertThat(bench.row(2).state()).isEqualTo(OutboxState.DEAD);
    assertThat(bench.row(1).attempts()).isEqualTo(attempts);
    assertThat(bench.row(1).lastError()).isEqualTo("no connection");
    assertThat(bench.study(1)).isEqualTo(StudyState.FAILED);

    assertThat(bench.desk().retry(SampleImages.studyUid(1))).contains(1);
    bench.clock.advance(Duration.ofHours(1));
    DeliveryBench.work(worker);
    assertThat(bench.row(1).state()).isEqualTo(OutboxState.PENDING);
    assertThat(bench.row(1).attempts()).isZero(); // nothing is sent while it is away
    assertThat(bench.desk().retryDeliveries(Optional.of("OTHER@127.0.0.1:104"))).isZero();
    assertThat(bench.desk().retryDeliveries(Optional.of(DeliveryBench.ARCHIVE))).isEqualTo(1);

    archive.door = FakeArchive.Door.OPEN;
    bench.breaker.probeNow();
    DeliveryBench.work(worker);
    assertThat(archive.taken).containsExactlyInAnyOrder(bench.file(1), bench.file(2));
    assertThat(bench.study(1)).isEqualTo(StudyState.DELIVERED);
    assertThat(bench.study(2)).isEqualTo(StudyState.DELIVERED);
  }

  @Test
  void anArchiveOutOfResourcesIsAskedAgainAndAgainAndIsNotAway() {
    bench.queue(1);
    archive.status = 0xA700;
    archive.comment = "the peer answered A700: disk full";
    for (int attempt = 1; attempt <= 12; attempt++) {
      assertThat(DeliveryBench.work(worker)).isEqualTo(1);
      assertThat(bench.row(1).lastStatus()).isEqualTo("A700");
      assertThat(bench.row(1).lastError()).contains("disk full");
      assertWait(bench.untilNext(1), attempt);
      bench.waitFor(1);
    }
    assertThat(state()).isEqualTo(CircuitBreaker.State.CLOSED);
    archive.status = 0;
    archive.comment = "";
    DeliveryBench.work(worker);
    assertThat(archive.taken).containsExactly(bench.file(1));
    assertThat(bench.row(1).lastStatus()).isEqualTo("0000");
    assertThat(bench.row(1).lastError()).isNull();
  }

  @Test
  void whoRefusesUsForGoodHasTheObjectsHeldUntilADestinationIsQueuedAnew() {
    bench.queue(IntStream.rangeClosed(1, 25).toArray());
    archive.door = FakeArchive.Door.REFUSES;
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(DeliveryBench.work(worker)).isEqualTo(2); // 20 and 5
      bench.clock.advance(Duration.ofMinutes(1));
    }
    for (int number = 1; number <= 25; number++) {
      assertThat(bench.row(number).state()).isEqualTo(OutboxState.HELD);
      assertThat(bench.row(number).lastError()).contains("1/1/7");
    }
    assertThat(DeliveryBench.work(worker)).isZero();
    assertThat(state()).isEqualTo(CircuitBreaker.State.CLOSED);

    archive.door = FakeArchive.Door.OPEN;
    assertThat(bench.desk().retryDeliveries(Optional.of(DeliveryBench.ARCHIVE))).isEqualTo(25);
    DeliveryBench.work(worker);
    assertThat(archive.taken).hasSize(25).doesNotHaveDuplicates();
    assertThat(archive.shipments).endsWith(20, 5);
  }

  @Test
  void whoIsBusyIsAskedLater() {
    bench.queue(1);
    archive.door = FakeArchive.Door.BUSY;
    untilTheBreakerOpens();
    assertThat(bench.row(1).state()).isEqualTo(OutboxState.PENDING);
    assertThat(bench.row(1).permanentFailures()).isZero();
    assertThat(bench.breaker.view().lastError().orElseThrow()).contains("2/3/1");

    archive.door = FakeArchive.Door.OPEN;
    bench.clock.advance(Duration.ofMinutes(1));
    DeliveryBench.work(worker);
    assertThat(archive.taken).containsExactly(bench.file(1));
  }

  @Test
  void whatComesBehindABreakIsSentAtOnceAndNotCounted() {
    bench.queue(1, 2, 3, 4, 5);
    archive.breaksAfter = 2;
    assertThat(worker.step()).isTrue();
    assertThat(archive.taken).containsExactly(bench.file(1), bench.file(2));
    assertThat(bench.row(3).attempts()).isEqualTo(1);
    assertWait(bench.untilNext(3), 1);
    assertThat(bench.row(4).attempts()).isZero();
    assertThat(bench.row(5).attempts()).isZero();
    assertThat(bench.row(5).lastError()).isEqualTo("it broke");

    DeliveryBench.work(worker);
    assertThat(archive.taken).hasSize(4);
    bench.waitFor(3);
    DeliveryBench.work(worker);
    assertThat(archive.taken).hasSize(5).doesNotHaveDuplicates();
    assertThat(bench.row(3).attempts()).isEqualTo(2);
    assertThat(bench.row(5).attempts()).isEqualTo(1);
  }

  @Test
  void anObjectThatBreaksEveryAssociationDoesNotKeepTheOthers() {
    bench.queue(1);
    archive.unbearable = bench.file(1);
    for (int attempt = 1; attempt <= 6; attempt++) {
      DeliveryBench.work(worker);
      bench.waitFor(1);
    }
    assertThat(state()).isEqualTo(CircuitBreaker.State.CLOSED);
    bench.queue(2);
    DeliveryBench.work(worker);
    assertThat(archive.taken).containsExactly(bench.file(2));
    assertThat(bench.row(1).state()).isEqualTo(OutboxState.PENDING);
  }

  @Test
  void anArchiveThatBreaksOffWithEveryObjectIsLeftAlone() {
    bench.queue(1, 2, 3, 4);
    archive.breaksAfter = 0;
    DeliveryBench.work(worker);
    assertThat(archive.shipments).containsExactly(4, 3, 2);
    assertThat(state()).isEqualTo(CircuitBreaker.State.OPEN);
    assertThat(bench.row(4).attempts()).isZero();

    bench.clock.advance(Duration.ofSeconds(6)); // it answers the question, and breaks off again
    DeliveryBench.work(worker);
    assertThat(archive.probes).isEqualTo(1);
    assertThat(archive.shipments).containsExactly(4, 3, 2, 1);
    assertThat(state()).isEqualTo(CircuitBreaker.State.OPEN);

    archive.breaksAfter = 20;
    bench.clock.advance(Duration.ofMinutes(1));
    DeliveryBench.work(worker);
    assertThat(archive.taken).hasSize(4).doesNotHaveDuplicates();
    assertThat(state()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @Test
  void reportsThatDoNotMatchAndCouriersThatFailLoseNothing() {
    bench.queue(1, 2);
    DeliveryWorker few = bench.worker(instances -> archive.send(instances).subList(0, 1));
    assertThat(few.step()).isTrue();
    assertThat(bench.row(1).state()).isEqualTo(OutboxState.PENDING);
    assertThat(bench.row(2).lastError()).isEqualTo("2 objects were sent, and 1 reported on");

    bench.clock.advance(Duration.ofMinutes(1));
    DeliveryWorker failing =
        bench.worker(
            instances -> {
              throw new IllegalStateException("a fault of ours");
            });
    assertThat(failing.step()).isTrue();
    assertThat(bench.row(1).state()).isEqualTo(OutboxState.PENDING);
    assertThat(bench.row(1).attempts()).isEqualTo(2);
    assertThat(bench.row(1).lastError()).startsWith("sending failed: IllegalStateException");

    bench.clock.advance(Duration.ofMinutes(1));
    DeliveryBench.work(worker);
    assertThat(bench.study(1)).isEqualTo(StudyState.DELIVERED);
    assertThat(bench.study(2)).isEqualTo(StudyState.DELIVERED);
  }

  @Test
  void whereThereIsNoWayToAskOneObjectIsTried() {
    bench.queue(1, 2);
    DeliveryWorker mute = bench.worker(new Mute(archive));
    archive.door = FakeArchive.Door.AWAY;
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(DeliveryBench.work(mute)).isEqualTo(1);
      bench.clock.advance(Duration.ofMinutes(1));
    }
    assertThat(state()).isEqualTo(CircuitBreaker.State.OPEN);
    DeliveryBench.work(mute);
    assertThat(archive.shipments).containsExactly(2, 2, 2, 1);
    assertThat(state()).isEqualTo(CircuitBreaker.State.OPEN);

    archive.door = FakeArchive.Door.OPEN;
    bench.clock.advance(Duration.ofMinutes(2));
    DeliveryBench.work(mute);
    assertThat(archive.shipments).containsExactly(2, 2, 2, 1, 1, 1);
    assertThat(archive.taken).hasSize(2).doesNotHaveDuplicates();
    assertThat(archive.probes).isZero();
  }

  /** Says nothing but what became of each object. */
  private record Mute(FakeArchive archive) implements Courier {
    @Override
    public List<InstanceReport> send(List<OutgoingInstance> instances) {
      return archive.send(instances);
    }
  }

  private void untilTheBreakerOpens() {
    while (state() != CircuitBreaker.State.OPEN) {
      DeliveryBench.work(worker);
      bench.waitFor(1);
    }
    assertThat(bench.row(1).attempts()).isEqualTo(3);
  }

  private CircuitBreaker.State state() {
    return bench.breaker.view().state();
  }

  /** 5 s, doubled for each failure, at most 15 min, ±20 %. */
  private static void assertWait(Duration wait, int failures) {
    double seconds = Math.min(900, 5 * Math.pow(2, failures - 1));
    assertThat(wait.toMillis() / 1000.0).isBetween(0.8 * seconds - 0.01, 1.2 * seconds + 0.01);
  }
}
