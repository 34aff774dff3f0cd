package org.truncus.gateway.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
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
  private static final Duration DAY = Duration.ofDays(1);

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
  void aModalityCanHaveAQuietTimeOfItsOwn() {
    use(new CompletionRule(seconds(60), Map.of("CT", seconds(180)), Optional.empty(), DAY, 3));
    touch("CT");
    clock.advance(seconds(179));
    assertThat(closer.step()).isFalse();
    assertThat(study().reason()).isEqualTo("quiet");

    touch("CR");
    clock.advance(seconds(60));
    assertThat(closer.step()).isTrue();
  }

  @Test
  void aReleaseShortensTheWaitAndAnExpectedCountOverrulesIt() {
    use(new CompletionRule(seconds(60), Map.of(), Optional.of(seconds(10)), DAY, 3));
    receive(1);
    database.durablyDo(handle -> studies.expect(handle, STUDY, 3));
    receive(2);
    database.durablyDo(handle -> studies.senderFinished(handle, STUDY));
    clock.advance(Duration.ofHours(2)); // neither quiet time nor release count now
    assertThat(closer.step()).isFalse();
    receive(3);
    assertThat(study().reason()).isEqualTo("count");
    assertThat(closer.step()).isTrue();

    String other = SampleImages.studyUid(2);
    database.durablyDo(
        handle -> {
          studies.touch(handle, other, "MOD1", "CR");
          studies.senderFinished(handle, other);
        });
    clock.advance(seconds(10));
    assertThat(closer.step()).isTrue();
    assertThat(study(other).reason()).isEqualTo("release");
  }

  @Test
  void aCountToldBeforeTheStudyClosesItWithItsLastInstance() {
    database.durablyDo(handle -> studies.expect(handle, STUDY, 2));
    receive(1);
    assertThat(closer.step()).isFalse();
    receive(2);
    assertThat(closer.step()).isTrue();
    assertThat(study().state()).isEqualTo(StudyState.QUEUED);
  }

  @Test
  void aCountThatNeverComesWaitsForTheGreatestAgeOnly() {
    database.durablyDo(handle -> studies.expect(handle, STUDY, 2));
    receive(1);
    clock.advance(seconds(99));
    assertThat(closer.step()).isFalse();
    clock.advance(seconds(1));
    assertThat(closer.step()).isTrue();
    assertThat(study().reason()).isEqualTo("age");
  }

  @Test
  void whoSetsTheClockNeitherClosesStudiesNorKeepsThemOpen() {
    long[] nanos = {0};
    ClockWatch watch = new ClockWatch(database, clock, () -> nanos[0]);
    touch();
    for (int hours : new int[] {1, -1, 1}) {
      clock.advance(Duration.ofHours(hours)); // and no time has gone by
      watch.look();
      assertThat(closer.step()).isFalse();
    }
    nanos[0] += seconds(60).toNanos();
    clock.advance(seconds(60));
    watch.look();
    assertThat(closer.step()).isTrue();
    RunRow run = claim().orElseThrow();
    clock.advance(Duration.ofHours(1));
    watch.look();
    recovery.recover(false);
    assertThat(database.<Optional<RunRow>>transact(h -> runs.find(h, run.id()))).contains(run);
  }

  @Test
  void aPersonCompletesAStudyAtOnce() {
    touch();
    database.durablyDo(handle -> studies.complete(handle, study()));
    assertThat(closer.step()).isTrue();
    assertThat(study().reason()).isEqualTo("asked");
  }

  @Test
  void theFourthRevisionOfADayWaitsForAPerson() {
    for (int revision = 1; revision <= 3; revision++) {
      queue();
      assertThat(study().revision()).isEqualTo(revision);
      assertThat(study().closed()).isTrue();
    }
    queue();
    assertThat(study().closed()).isFalse();
    assertThat(study().state()).isEqualTo(StudyState.FAILED);
    assertThat(study().reason()).contains("too many revisions");
    clock.advance(DAY);
    assertThat(closer.step()).isFalse();

    database.durablyDo(handle -> studies.complete(handle, study()));
    assertThat(closer.step()).isTrue();
    assertThat(study().state()).isEqualTo(StudyState.QUEUED);
    assertThat(study().revision()).isEqualTo(4);
  }

  @Test
  void whoLostItsLeaseWritesNothing() {
    queue();
    RunRow mine = claim().orElseThrow();
    RunTable other = new RunTable(clock, new Lease("other", Duration.ofMinutes(5)));
    clock.advance(Duration.ofMinutes(6));
    new Recovery(database, studies, other, new AuditLog(clock), 3, clock).recover(false);
    RunRow theirs = claim(other, MODEL).orElseThrow();

    assertThat(finish(runs, mine)).isFalse();
    assertThat(database.<Boolean>transact(h -> runs.later(h, mine, 0, "late", false))).isFalse();
    assertThat(finish(other, theirs)).isTrue();
    assertThat(finish(other, theirs)).isFalse();
  }

  private static Optional<RunRow> claim(RunTable table, Handle handle, String model) {
    boolean suspect = table.suspectWaits(handle, List.of(model));
    return table.claim(handle, List.of(model), suspect);
  }

  private boolean finish(RunTable table, RunRow run) {
    return database.durably(handle -> table.finish(handle, run, RunState.DONE, null));
  }

  @Test
  void twoGatewaysTakeEachRunOnce() throws Exception {
    int many = 40;
    database.durablyDo(
        handle -> {
          for (int i = 0; i < many; i++) {
            studies.touch(handle, SampleImages.studyUid(i), "MOD1", "CR");
          }
        });
    clock.advance(seconds(61));
    closer.step();
    Queue<Long> taken = new ConcurrentLinkedQueue<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 4; i++) {
      RunTable table = new RunTable(clock, new Lease("gateway " + i % 2, Duration.ofMinutes(5)));
      threads.execute(
          () -> {
            while (taken.size() < many) {
              claim(table, MODEL).ifPresent(run -> taken.add(run.id()));
            }
          });
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(taken).hasSize(many).doesNotHaveDuplicates();
  }

  @Test
  void whatEndsTheProcessThreeTimesIsTakenOutAndItsRunGoesOn() {
    receive(1);
    receive(2);
    clock.advance(seconds(61));
    closer.step();
    String blamed = SampleImages.instanceUid(1, 2);
    for (int attempt = 1; attempt <= 3; attempt++) {
      RunRow run = claim().orElseThrow();
      assertThat(run.attempts()).isEqualTo(attempt);
      database.durablyDo(handle -> runs.workingOn(handle, run, blamed));
      recovery.recover(true);
    }
    InstanceRow instance =
        database.transact(handle -> new InstanceTable().find(handle, blamed)).orElseThrow();
    assertThat(instance.quarantinedAt()).isNotNull();
    assertThat(claim().orElseThrow().attempts()).isEqualTo(1);
  }

  @Test
  void allGatewaysOnADatabaseHaveOneName() {
    String first = database.durably(handle -> Installation.id(handle, "one"));
    String second = database.durably(handle -> Installation.id(handle, "two"));
    assertThat(first).isEqualTo("one").isEqualTo(second);
  }

  @Test
  void aModelThatAnotherLivingGatewayServesIsServed() {
    GatewayTable mine = new GatewayTable(clock, new Lease("me", Duration.ofMinutes(5)));
    GatewayTable other = new GatewayTable(clock, new Lease("other", Duration.ofMinutes(5)));
    serve(mine, "lungs/1");
    serve(other, "hearts/1");
    assertThat(served()).containsExactly("hearts/1", "lungs/1");
    clock.advance(Duration.ofMinutes(4));
    serve(mine, "lungs/2");
    clock.advance(Duration.ofMinutes(2));
    assertThat(served()).containsExactly("lungs/2"); // the other hasn't been seen for long
    database.durablyDo(mine::leave);
    assertThat(served()).isEmpty();
  }

  private void serve(GatewayTable table, String model) {
    database.durablyDo(handle -> table.serve(handle, GatewayTable.Kind.MODEL, List.of(model)));
  }

  private Collection<String> served() {
    return database.transact(
        handle ->
            new GatewayTable(clock, new Lease("x", Duration.ofMinutes(5)))
                .served(handle, GatewayTable.Kind.MODEL));
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
  void aStoreBelongsToOneInstallation() {
    folder.bind("this one");
    folder.bind("this one");
    assertThatThrownBy(() -> folder.bind("another"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("this one")
        .hasMessageContaining("--database");
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

  private void use(CompletionRule rule) {
    studies = new StudyTable(clock, rule);
    closer = new StudyCloser(database, studies, runs, new AuditLog(clock), List.of(MODEL), clock);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private void touch() {
    touch("CR");
  }

  private void touch(String modality) {
    database.transact(handle -> studies.touch(handle, STUDY, "MOD1", modality));
  }

  /** Notes the nth instance of the study, as the inbox does. */
  private void receive(int number) {
    String digest = "%064x".formatted(number);
    database.durablyDo(
        handle -> {
          int revision = studies.touch(handle, STUDY, "MOD1", "CR");
          new InstanceTable()
              .add(
                  handle,
                  new InstanceRow(
                      SampleImages.instanceUid(1, number),
                      "1.2",
                      STUDY,
                      "1.3",
                      "1.4",
                      digest,
                      digest,
                      1,
                      revision,
                      "MOD1",
                      clock.millis()));
        });
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
    return database.durably(handle -> claim(table, handle, model));
  }

  private StudyRow study() {
    return study(STUDY);
  }

  private StudyRow study(String uid) {
    return database.transact(handle -> studies.find(handle, uid)).orElseThrow();
  }
}
