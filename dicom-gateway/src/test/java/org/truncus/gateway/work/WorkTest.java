package org.truncus.gateway.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.gateway.MovableClock;
import org.truncus.gateway.SampleImages;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.problem.EnvironmentException;

class WorkTest {

  private static final String STUDY = SampleImages.studyUid(1);
  private static final String MODEL = "lungs/1";

  @TempDir Path data;
  private final MovableClock clock = new MovableClock();
  private DataFolder folder;
  private Database database;
  private StudyTable studies;
  private RunTable runs;
  private StudyCloser closer;
  private Recovery recovery;

  Databases databases() {
    return Databases.H2;
  }

  @BeforeEach
  void open() {
    folder = DataFolder.open(data);
    database = databases().open(folder);
    studies =
        new StudyTable(
            clock,
            new CompletionRule(Duration.ofSeconds(60), Optional.empty(), Duration.ofSeconds(100)));
    runs = new RunTable(clock, new Lease("me", Duration.ofMinutes(5)));
    closer = new StudyCloser(database, studies, runs, new AuditLog(clock), List.of(MODEL), clock);
    recovery = new Recovery(database, studies, runs, new AuditLog(clock), 3, clock);
  }

  @AfterEach
  void close() {
    database.close();
    folder.close();
  }

  @Test
  void aStudyIsCompleteAfterTheQuietTime() {
    touch();
    clock.advance(Duration.ofSeconds(50));
    touch();
    clock.advance(Duration.ofSeconds(49));
    assertThat(closer.step()).isFalse();

    clock.advance(Duration.ofSeconds(1)); // the greatest age: 100 s after the first
    assertThat(closer.step()).isTrue();
    assertThat(study().state()).isEqualTo(StudyState.QUEUED);
    assertThat(closer.step()).isFalse();
  }

  @Test
  void aClaimIsExclusiveAndCountsTheAttempt() {
    queue();
    RunRow claimed = claim().orElseThrow();
    assertThat(claimed.attempts()).isEqualTo(1);
    assertThat(claimed.state()).isEqualTo(RunState.RUNNING);
    assertThat(claim()).isEmpty();
    assertThat(claim(runs, "other/1")).isEmpty();
  }

  @Test
  void whatKillsTheProcessIsParkedAfterTheThirdAttempt() {
    queue();
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(claim().orElseThrow().attempts()).isEqualTo(attempt);
      recovery.recover(false);
      assertThat(claim()).isEmpty(); // its lease holds while the process lives
      recovery.recover(true); // the process died and came back
    }
    assertThat(claim()).isEmpty();
    assertThat(study().state()).isEqualTo(StudyState.FAILED);
  }

  @Test
  void anotherGatewaysRunComesBackWhenItsLeaseHasRunOut() {
    queue();
    claim();
    RunTable other = new RunTable(clock, new Lease("other", Duration.ofMinutes(5)));
    Recovery theirs = new Recovery(database, studies, other, new AuditLog(clock), 3, clock);
    theirs.recover(true);
    assertThat(claim(other, MODEL)).isEmpty();

    clock.advance(Duration.ofMinutes(6));
    theirs.recover(false);
    assertThat(claim(other, MODEL).orElseThrow().attempts()).isEqualTo(2);
  }

  @Test
  void runsOfModelsNoLongerServedAreParked() {
    queue();
    recovery.parkUnserved(List.of("lungs/2"));
    assertThat(study().state()).isEqualTo(StudyState.FAILED);
    List<RunRow> failed = database.transact(h -> new StudyQueries().failedRuns(h, 10));
    assertThat(failed)
        .singleElement()
        .satisfies(run -> assertThat(run.reason()).contains("lungs/1"));
  }

  @Test
  void waitsGrowToTheCapWithALittleChance() {
    Backoff backoff = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(15), new Random(7));
    double expected = 5;
    for (int failures = 1; failures <= 40; failures++) {
      double seconds = backoff.after(failures).toMillis() / 1000.0;
      assertThat(seconds).isBetween(expected * 0.79, expected * 1.21);
      expected = Math.min(900, expected * 2);
    }
  }

  @Test
  void aStepThatRunsOutOfMemoryIsTriedAgain() throws InterruptedException {
    CountDownLatch again = new CountDownLatch(2);
    try (WorkLoop loop =
        new WorkLoop(
            "test",
            Duration.ofMillis(1),
            () -> {
              again.countDown();
              throw new OutOfMemoryError("of this test");
            })) {
      assertThat(again.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(loop.alive()).isTrue();
    }
  }

  @Test
  void oneProcessHoldsADataFolder() {
    assertThatThrownBy(() -> DataFolder.open(data))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("another gateway");
  }

  @Test
  void halfReceivedFilesAreRemovedAtTheStart(@TempDir Path other) throws Exception {
    String id;
    Path part;
    try (DataFolder first = DataFolder.open(other)) {
      id = first.gatewayId();
      part = first.incoming();
      Files.writeString(part, "half");
    }
    try (DataFolder again = DataFolder.open(other)) {
      assertThat(part).doesNotExist();
      assertThat(again.gatewayId()).isEqualTo(id);
    }
  }

  private void touch() {
    database.transact(handle -> studies.touch(handle, STUDY, "MOD1", "CR"));
  }

  private void queue() {
    touch();
    clock.advance(Duration.ofSeconds(61));
    closer.step();
  }

  private Optional<RunRow> claim() {
    return claim(runs, MODEL);
  }

  private Optional<RunRow> claim(RunTable table, String model) {
    return database.durably(handle -> table.claim(handle, List.of(model)));
  }

  private StudyRow study() {
    return database.transact(handle -> studies.find(handle, STUDY)).orElseThrow();
  }
}
