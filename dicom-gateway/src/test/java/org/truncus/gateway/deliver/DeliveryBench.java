package org.truncus.gateway.deliver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.truncus.gateway.MovableClock;
import org.truncus.gateway.SampleImages;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.dimse.contract.TestInstances;
import org.truncus.gateway.web.StudyDesk;
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

/** A gateway's memory with objects that wait for one destination, and a clock to move. */
final class DeliveryBench implements AutoCloseable {

  static final String ARCHIVE = "PACS@127.0.0.1:104";

  final MovableClock clock = new MovableClock();
  final OutboxTable outbox = outbox("me");
  final DataFolder folder;
  final Database database;
  final StudyTable studies =
      new StudyTable(
          clock, new CompletionRule(Duration.ZERO, Optional.empty(), Duration.ofHours(1)));
  final Backoff backoff = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(15), new Random(1));
  final CircuitBreaker breaker = new CircuitBreaker(ARCHIVE, 3, backoff, clock);
  private final RunTable runs = new RunTable(clock, lease("me"));
  private final Path scratch;

  DeliveryBench(Databases databases, Path temp) {
    scratch = temp;
    folder = DataFolder.open(temp.resolve("gateway"));
    database = databases.open(folder);
  }

  /** The outbox as a gateway of that name uses it. */
  OutboxTable outbox(String owner) {
    return new OutboxTable(clock, lease(owner));
  }

  private static Lease lease(String owner) {
    return new Lease(owner, Duration.ofMinutes(5));
  }

  DeliveryWorker worker(Courier courier) {
    return worker(courier, outbox, breaker);
  }

  DeliveryWorker worker(Courier courier, OutboxTable table, CircuitBreaker watch) {
    DeliveryRule rule = new DeliveryRule(backoff, Duration.ofDays(3), 3);
    return new DeliveryWorker(
        new DeliveryBook(database, table, studies, new AuditLog(clock), clock),
        folder,
        new Outlet(ARCHIVE, courier, rule, watch),
        clock);
  }

  /** What people ask over HTTP. */
  StudyDesk desk() {
    return new StudyDesk(database, studies, runs, outbox, new AuditLog(clock), clock);
  }

  /** Queues an object for each study of these numbers. */
  void queue(int... numbers) {
    for (int number : numbers) {
      String digest = keep(TestInstances.file(scratch, number, 100));
      database.durablyDo(
          handle -> {
            String uid = SampleImages.studyUid(number);
            studies.touch(handle, uid, "MOD1", "CR");
            StudyRow study = studies.close(handle, uid).orElseThrow();
            runs.add(handle, study, "lungs/1");
            RunRow run = runs.claim(handle, List.of("lungs/1"), false).orElseThrow();
            runs.finish(handle, run, RunState.DONE, null);
            long result =
                new ResultTable()
                    .add(handle, ResultRow.of(run, digest, digest, "final", "{}", "", 0));
            OutputRow output =
                new OutputRow(
                    0,
                    result,
                    OutputKind.REPORT,
                    TestInstances.SOP_CLASS,
                    TestInstances.uid(number),
                    digest,
                    clock.millis());
            outbox.add(handle, new OutputTable().add(handle, result, output), ARCHIVE);
          });
    }
  }

  private String keep(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      Files.createDirectories(folder.result(digest).getParent());
      Files.copy(file, folder.result(digest));
      return digest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  OutboxRow row(int number) {
    return database
        .transact(handle -> outbox.ofStudy(handle, SampleImages.studyUid(number)))
        .get(0);
  }

  Path file(int number) {
    return folder.result(row(number).sha256());
  }

  StudyState study(int number) {
    return database
        .transact(handle -> studies.find(handle, SampleImages.studyUid(number)))
        .orElseThrow()
        .state();
  }

  /** Lets the worker do all that there is to do now. */
  static int work(DeliveryWorker worker) {
    int steps = 0;
    while (worker.step()) {
      steps++;
    }
    return steps;
  }

  /** Until the object is tried next. */
  Duration untilNext(int number) {
    return Duration.ofMillis(row(number).nextAt() - clock.millis());
  }

  /** Lets time go by until the object is due. */
  void waitFor(int number) {
    clock.advance(untilNext(number));
  }

  @Override
  public void close() {
    database.close();
    folder.close();
  }
}
