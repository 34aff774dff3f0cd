package org.truncus.gateway.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.truncus.gateway.dimse.contract.ScriptedProvider.accept;
import static org.truncus.gateway.dimse.contract.ScriptedProvider.readStore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.gateway.dimse.AssociationReject;
import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.Timeouts;
import org.truncus.gateway.dimse.builtin.BuiltinTransport;
import org.truncus.gateway.dimse.contract.RawPeer;
import org.truncus.gateway.dimse.contract.ScriptedProvider;
import org.truncus.gateway.dimse.pdu.Pdu;
import org.truncus.gateway.work.Databases;
import org.truncus.gateway.work.StudyState;

/** The outbox over the network, to peers that answer as a test says. */
@Timeout(60)
class DicomDeliveryTest {

  private static final Duration SHORT = Duration.ofMillis(400);

  @TempDir Path temp;
  private final Queue<StoreResponse> answers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger associations = new AtomicInteger();
  private final AtomicInteger objects = new AtomicInteger();
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
  void duplicatesAndWarningsAreDeliveredAndSayWhat() throws IOException {
    bench.queue(1, 2, 3);
    answers.add(new StoreResponse(0x0111, "duplicate"));
    answers.add(new StoreResponse(0xB000, "coerced"));
    answers.add(StoreResponse.success());
    try (ScriptedProvider pacs = new ScriptedProvider(this::answer)) {
      DeliveryBench.work(worker(pacs));
    }
    assertThat(associations).hasValue(1);
    for (int number = 1; number <= 3; number++) {
      assertThat(bench.row(number).state()).isEqualTo(OutboxState.DELIVERED);
      assertThat(bench.study(number)).isEqualTo(StudyState.DELIVERED);
    }
    assertThat(bench.row(1).lastStatus()).isEqualTo("0111");
    assertThat(bench.row(1).lastError()).isEqualTo("duplicate");
    assertThat(bench.row(2).lastStatus()).isEqualTo("B000");
    assertThat(bench.row(2).lastError()).isEqualTo("coerced");
  }

  @Test
  void eachObjectHasItsOwnAnswer() throws IOException {
    bench.queue(1, 2, 3);
    answers.add(StoreResponse.success());
    answers.add(new StoreResponse(0xA700, "disk full"));
    answers.add(new StoreResponse(0xC123, "don't like it"));
    try (ScriptedProvider pacs = new ScriptedProvider(this::answer)) {
      DeliveryWorker worker = worker(pacs);
      DeliveryBench.work(worker);
      assertThat(bench.row(1).state()).isEqualTo(OutboxState.DELIVERED);
      assertThat(bench.row(2).state()).isEqualTo(OutboxState.PENDING);
      assertThat(bench.row(2).lastError()).contains("A700").contains("disk full");
      assertThat(bench.row(3).permanentFailures()).isEqualTo(1);
      assertThat(bench.row(3).lastStatus()).isEqualTo("C123");

      bench.clock.advance(Duration.ofMinutes(1));
      DeliveryBench.work(worker);
    }
    assertThat(bench.row(2).state()).isEqualTo(OutboxState.DELIVERED);
    assertThat(bench.row(3).state()).isEqualTo(OutboxState.DELIVERED);
    assertThat(associations).hasValue(2);
    assertThat(objects).hasValue(5);
  }

  @Test
  void aHundredObjectsTakeFiveAssociations() throws IOException {
    bench.queue(IntStream.rangeClosed(1, 100).toArray());
    try (ScriptedProvider pacs = new ScriptedProvider(this::answer)) {
      DeliveryBench.work(worker(pacs));
    }
    assertThat(associations).hasValue(5);
    assertThat(objects).hasValue(100);
  }

  @Test
  void aPeerThatSleepsPastTheTimeOutIsHungUpOnAndAskedAgain() throws Exception {
    bench.queue(1, 2);
    CountDownLatch hungUp = new CountDownLatch(1);
    try (ScriptedProvider pacs =
        new ScriptedProvider(
            user -> {
              if (associations.get() > 0) {
                answer(user);
                return;
              }
              associations.incrementAndGet();
              accept(user, 0);
              readStore(user);
              if (user.isAborted()) {
                hungUp.countDown();
              }
            })) {
      DeliveryWorker worker = worker(pacs);
      assertThat(worker.step()).isTrue();
      assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(bench.row(1).state()).isEqualTo(OutboxState.PENDING);
      assertThat(bench.row(1).lastStatus()).isNull();
      assertThat(bench.row(1).attempts()).isEqualTo(1);
      assertThat(bench.row(2).attempts()).isZero();

      bench.clock.advance(Duration.ofMinutes(1));
      DeliveryBench.work(worker);
    }
    assertThat(objects).hasValue(2);
    assertThat(bench.study(1)).isEqualTo(StudyState.DELIVERED);
    assertThat(bench.study(2)).isEqualTo(StudyState.DELIVERED);
  }

  @Test
  void anAbortInTheMiddleOfAnObjectOrBetweenTwoLosesNone() throws IOException {
    bench.queue(1, 2, 3);
    try (ScriptedProvider pacs =
        new ScriptedProvider(
            user -> {
              int number = associations.incrementAndGet();
              accept(user, 0);
              if (number == 1) {
                user.read(); // the command, or the beginning of the object
                user.send(new Pdu.Abort(Pdu.Abort.USER, 0));
              } else if (number == 2) {
                store(user, StoreResponse.success());
                user.send(new Pdu.Abort(Pdu.Abort.USER, 0));
              } else {
                serve(user);
              }
            })) {
      DeliveryWorker worker = worker(pacs);
      assertThat(worker.step()).isTrue();
      assertThat(bench.row(1).attempts()).isEqualTo(1);
      assertThat(bench.row(2).attempts()).isZero();
      assertThat(worker.step()).isTrue(); // 2 and 3: the first is taken
      assertThat(bench.row(2).state()).isEqualTo(OutboxState.DELIVERED);
      assertThat(bench.row(3).attempts()).isEqualTo(1);
      bench.clock.advance(Duration.ofMinutes(1));
      DeliveryBench.work(worker);
    }
    assertThat(objects).hasValue(3);
    assertThat(bench.study(1)).isEqualTo(StudyState.DELIVERED);
    assertThat(bench.study(3)).isEqualTo(StudyState.DELIVERED);
    assertThat(bench.breaker.view().state()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @Test
  void aRejectionSaysWhich() throws IOException {
    bench.queue(1);
    try (ScriptedProvider pacs =
        new ScriptedProvider(
            user -> {
              user.read();
              user.send(new Pdu.AssociateRj(AssociationReject.TEMPORARY_CONGESTION));
            })) {
      DeliveryWorker worker = worker(pacs);
      for (int attempt = 1; attempt <= 3; attempt++) {
        DeliveryBench.work(worker);
        bench.waitFor(1);
      }
      assertThat(bench.breaker.view().state()).isEqualTo(CircuitBreaker.State.OPEN);
      bench.clock.advance(Duration.ofMinutes(1));
      assertThat(worker.step()).isTrue(); // a C-ECHO, rejected as well
      assertThat(bench.breaker.view().state()).isEqualTo(CircuitBreaker.State.OPEN);
    }
    assertThat(bench.row(1).state()).isEqualTo(OutboxState.PENDING);
    assertThat(bench.row(1).lastError()).contains("2/3/1").contains("temporary congestion");
  }

  private DeliveryWorker worker(ScriptedProvider pacs) {
    CallOptions calls =
        new CallOptions(new Timeouts(SHORT, SHORT, SHORT, SHORT, SHORT), 16384, Optional.empty());
    return bench.worker(new DicomCourier(new BuiltinTransport(calls), pacs.address(), "TRUNCUS"));
  }

  private void answer(RawPeer user) throws IOException {
    associations.incrementAndGet();
    accept(user, 0);
    serve(user);
  }

  /** Until the release, which is answered by the end of the connection. */
  private void serve(RawPeer user) throws IOException {
    while (true) {
      store(user, Optional.ofNullable(answers.poll()).orElse(StoreResponse.success()));
    }
  }

  private void store(RawPeer user, StoreResponse response) throws IOException {
    ScriptedProvider.Request request = readStore(user);
    objects.incrementAndGet();
    user.sendCommand(request.contextId(), request.command().response(response));
  }
}
