package org.truncus.gateway.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.gateway.MovableClock;
import org.truncus.gateway.SampleImages;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.dimse.CommitmentHandler;
import org.truncus.gateway.dimse.CommitmentReport;
import org.truncus.gateway.dimse.CommitmentRequest;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.EchoReport;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.SendReport;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.work.Backoff;
import org.truncus.gateway.work.CompletionRule;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.Databases;
import org.truncus.gateway.work.Lease;
import org.truncus.gateway.work.OutputKind;
import org.truncus.gateway.work.OutputRow;
import org.truncus.gateway.work.OutputTable;
import org.truncus.gateway.work.ResultRow;
import org.truncus.gateway.work.ResultTable;
import org.truncus.gateway.work.RunRow;
import org.truncus.gateway.work.RunState;
import org.truncus.gateway.work.RunTable;
import org.truncus.gateway.work.StudyRow;
import org.truncus.gateway.work.StudyState;
import org.truncus.gateway.work.StudyTable;

class DeliveryWorkerTest {

  private static final PeerAddress PACS = PeerAddress.parse("PACS@127.0.0.1:104");
  private static final String STUDY = SampleImages.studyUid(1);

  @TempDir Path data;
  private final MovableClock clock = new MovableClock();
  private final Lease lease = new Lease("me", Duration.ofMinutes(5));
  private final OutboxTable outbox = new OutboxTable(clock, lease);
  private final Scripted transport = new Scripted();
  private DataFolder folder;
  private Database database;
  private StudyTable studies;
  private DeliveryWorker worker;

  Databases databases() {
    return Databases.H2;
  }

  @BeforeEach
  void queueOneReport() {
    folder = DataFolder.open(data);
    database = databases().open(folder);
    studies =
        new StudyTable(
            clock, new CompletionRule(Duration.ZERO, Optional.empty(), Duration.ofHours(1)));
    Backoff backoff = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(15), new Random(1));
    worker =
        new DeliveryWorker(
            new DeliveryBook(database, outbox, studies, new AuditLog(clock), clock),
            folder,
            new Outlet(
                PACS.toString(),
                new DicomCourier(transport, PACS, "TRUNCUS"),
                new DeliveryRule(backoff, Duration.ofDays(3), 3),
                new CircuitBreaker(PACS.toString(), 3, backoff, clock)),
            clock);
    database.durablyDo(
        handle -> {
          studies.touch(handle, STUDY, "MOD1", "CR");
          StudyRow study = studies.close(handle, STUDY).orElseThrow();
          RunTable runs = new RunTable(clock, lease);
          runs.add(handle, study, "lungs/1");
          RunRow run = runs.claim(handle, List.of("lungs/1"), false).orElseThrow();
          runs.finish(handle, run, RunState.DONE, null);
          long result = new ResultTable().add(handle, result(run));
          outbox.add(handle, new OutputTable().add(handle, result, output()), PACS.toString());
        });
  }

  private ResultRow result(RunRow run) {
    String digest = "ab".repeat(32);
    return ResultRow.of(run, digest, digest, "final", "{}", "", 0);
  }

  private static OutputRow output() {
    return new OutputRow(0, 0, OutputKind.REPORT, "1.2.3", "1.2.4", "ab".repeat(32), 0);
  }

  @AfterEach
  void close() {
    database.close();
    folder.close();
  }

  @Test
  void aReportIsDeliveredOnceAndTheStudyIsThen() {
    transport.script(0x0000, null);
    assertThat(worker.step()).isTrue();
    assertThat(row().state()).isEqualTo(OutboxState.DELIVERED);
    assertThat(row().lastStatus()).isEqualTo("0000");
    assertThat(study()).isEqualTo(StudyState.DELIVERED);
    clock.advance(Duration.ofDays(1));
    assertThat(worker.step()).isFalse();
    assertThat(transport.files).containsExactly(folder.result("ab".repeat(32)));
  }

  @Test
  void aPassingFailureIsTriedAgainAfterAWait() {
    transport.script(0xA700, FailureKind.TRANSIENT);
    transport.script(0x0000, null);
    worker.step();
    assertThat(row().state()).isEqualTo(OutboxState.PENDING);
    assertThat(row().lastStatus()).isEqualTo("A700");
    assertThat(worker.step()).isFalse();

    clock.advance(Duration.ofSeconds(7));
    assertThat(worker.step()).isTrue();
    assertThat(row().state()).isEqualTo(OutboxState.DELIVERED);
  }

  @Test
  void aRefusalForGoodIsHeldAfterThreeTriesAndARetryFreesIt() {
    for (int attempt = 0; attempt < 3; attempt++) {
      transport.script(-1, FailureKind.PERMANENT);
      assertThat(worker.step()).isTrue();
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(row().state()).isEqualTo(OutboxState.HELD);
    assertThat(study()).isEqualTo(StudyState.FAILED);
    assertThat(worker.step()).isFalse();

    assertThat(database.<Integer>transact(handle -> outbox.retry(handle, STUDY))).isEqualTo(1);
    transport.script(0x0000, null);
    assertThat(worker.step()).isTrue();
    assertThat(study()).isEqualTo(StudyState.DELIVERED);
  }

  @Test
  void aDestinationThatStaysAwayForThreeDaysIsGivenUp() {
    clock.advance(Duration.ofHours(71));
    transport.script(-1, FailureKind.TRANSIENT);
    worker.step();
    assertThat(row().state()).isEqualTo(OutboxState.PENDING);

    clock.advance(Duration.ofHours(1));
    transport.script(-1, FailureKind.TRANSIENT);
    worker.step();
    assertThat(row().state()).isEqualTo(OutboxState.DEAD);
  }

  @Test
  void whatWasUnderWayAtACrashIsSentAfterTheRestart() {
    database.transact(handle -> outbox.claim(handle, PACS.toString(), 1));
    assertThat(worker.step()).isFalse();

    database.transact(handle -> outbox.release(handle, true));
    transport.script(0x0000, null);
    assertThat(worker.step()).isTrue();
    assertThat(row().attempts()).isEqualTo(2);
  }

  private OutboxRow row() {
    return database.transact(handle -> outbox.ofStudy(handle, STUDY)).get(0);
  }

  private StudyState study() {
    return database.transact(handle -> studies.find(handle, STUDY)).orElseThrow().state();
  }

  /** A network that answers as told. */
  private static final class Scripted implements DicomTransport {

    final List<Path> files = new ArrayList<>();
    private final List<InstanceReport> answers = new ArrayList<>();

    void script(int status, FailureKind failure) {
      answers.add(
          new InstanceReport(
              null,
              "1.2.3",
              "1.2.4",
              status < 0 ? OptionalInt.empty() : OptionalInt.of(status),
              "",
              Optional.ofNullable(failure)));
    }

    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public SendReport send(PeerAddress peer, String aet, List<OutgoingInstance> instances) {
      files.add(instances.get(0).file());
      return new SendReport(peer, List.of(answers.remove(0)), Optional.empty());
    }

    @Override
    public DicomListener listen(
        ListenOptions options, StoreHandler stores, Optional<CommitmentHandler> commitments) {
      throw new UnsupportedOperationException();
    }

    @Override
    public EchoReport echo(PeerAddress peer, String callingAet) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CommitmentReport commit(
        PeerAddress peer, String callingAet, CommitmentRequest request, Duration wait) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CommitmentReport tell(PeerAddress peer, String callingAet, CommitmentResult result) {
      throw new UnsupportedOperationException();
    }
  }
}
