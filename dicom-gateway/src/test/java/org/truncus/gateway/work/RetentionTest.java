package org.truncus.gateway.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.UID;
import org.truncus.gateway.MovableClock;
import org.truncus.gateway.SampleImages;
import org.truncus.gateway.audit.AuditLog;

/** What is removed when the disk fills up, in which order, and what never is. */
class RetentionTest {

  private static final Duration DELIVERED = Duration.ofDays(30);
  private static final Duration SKIPPED = Duration.ofDays(7);

  @TempDir Path temp;
  private final MovableClock clock = new MovableClock();
  private final StudyTable studies =
      new StudyTable(
          clock, new CompletionRule(Duration.ZERO, Optional.empty(), Duration.ofHours(1)));
  private final InstanceTable instances = new InstanceTable();
  private final List<Path> kept = new ArrayList<>();
  private DataFolder folder;
  private Database database;
  private Retention retention;
  private long filesThatFit;

  Databases databases() {
    return Databases.H2;
  }

  @BeforeEach
  void open() {
    folder = DataFolder.open(temp.resolve("gateway"));
    database = databases().open(folder);
    retention =
        new Retention(
            database,
            folder,
            studies,
            new AuditLog(clock),
            () -> new DiskSpace(kept.stream().filter(Files::exists).count(), filesThatFit),
            new Retention.Rule(0.8, DELIVERED, SKIPPED),
            clock);
    filesThatFit = 0;
  }

  @AfterEach
  void close() {
    database.close();
    folder.close();
  }

  @Test
  void removesTheOldestFirstUntilThereIsRoom() throws IOException {
    for (int study = 1; study <= 6; study++) {
      add(study, 2, StudyState.DELIVERED);
      clock.advance(Duration.ofDays(1));
    }
    clock.advance(DELIVERED);
    filesThatFit = 2; // 12 of 14 are used; 8 of 10 are not over the low watermark
    assertThat(retention.step()).isTrue();
    assertThat(files()).containsExactly(0, 0, 2, 2, 2, 2);
    assertThat(retention.step()).isFalse();
    assertThat(instance(1).purgedAt()).isEqualTo(clock.millis());
    assertThat(instance(3).purgedAt()).isNull();
    assertThat(
            database.<List<String>>transact(
                handle ->
                    handle
                        .createQuery("select detail from audit where event = 'STUDY_PURGED'")
                        .mapTo(String.class)
                        .list()))
        .containsExactly("2 files", "2 files");
  }

  @Test
  void keepsEverythingWhileThereIsRoom() throws IOException {
    add(1, 1, StudyState.DELIVERED);
    add(2, 1, StudyState.SKIPPED);
    clock.advance(Duration.ofDays(400));
    filesThatFit = 100;
    assertThat(retention.step()).isFalse();
    assertThat(files()).containsExactly(1, 1);
  }

  @Test
  void keepsWhatIsYoungAndWhatNoStateAllows() throws IOException {
    int study = 0;
    for (StudyState state : StudyState.values()) {
      add(++study, 1, state);
    }
    clock.advance(SKIPPED.minusMillis(1));
    assertThat(retention.step()).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(retention.step()).isTrue();
    assertThat(removed()).containsExactly(StudyState.SKIPPED);
    clock.advance(DELIVERED.minus(SKIPPED));
    assertThat(retention.step()).isTrue();
    assertThat(removed())
        .containsExactly(StudyState.REPORTED, StudyState.DELIVERED, StudyState.SKIPPED);
    clock.advance(Duration.ofDays(400));
    assertThat(retention.step()).isFalse();
  }

  @Test
  void keepsWhatIsOnItsWayOrStillOpen() throws IOException {
    add(1, 1, StudyState.REPORTED);
    deliver(1, "PENDING");
    add(2, 1, StudyState.DELIVERED);
    deliver(2, "DELIVERED");
    deliver(2, "HELD");
    add(3, 1, StudyState.SKIPPED);
    deliver(3, "DEAD");
    add(4, 1, StudyState.DELIVERED);
    database.durablyDo(handle -> studies.touch(handle, uid(4), "MOD1", "CR"));
    clock.advance(Duration.ofDays(400));
    assertThat(retention.step()).isFalse();
    assertThat(files()).containsExactly(1, 1, 1, 1);
  }

  @Test
  void keepsAnInstanceThatAPersonHasToLookAt() throws IOException {
    add(1, 2, StudyState.DELIVERED);
    database.durablyDo(
        handle -> instances.quarantine(handle, SampleImages.instanceUid(1, 1), clock.millis()));
    clock.advance(Duration.ofDays(400));
    assertThat(retention.step()).isTrue();
    assertThat(files()).containsExactly(1);
    assertThat(instance(1).purgedAt()).isNull();
    assertThat(retention.step()).isFalse();
  }

  @Test
  void aFileThatAnotherRowNeedsStays() throws IOException {
    add(1, 1, StudyState.DELIVERED);
    String shared = instance(1).sha256();
    add(2, 1, StudyState.RECEIVING);
    database.durablyDo(
        handle ->
            handle.execute("update instance set sha256 = ? where study_uid = ?", shared, uid(2)));
    clock.advance(Duration.ofDays(400));
    assertThat(retention.step()).isTrue();
    assertThat(folder.instance(shared)).exists();
  }

  @Test
  void whatComesAgainIsKeptAgain() throws IOException {
    add(1, 1, StudyState.DELIVERED);
    clock.advance(Duration.ofDays(400));
    ReceivedFiles received = new ReceivedFiles(database, folder);
    String uid = SampleImages.instanceUid(1, 1);
    assertThat(received.restore(uid, part("1/1"), instance(1).sha256())).isFalse();
    retention.step();
    assertThat(received.restore(uid, part("1/1"), instance(1).sha256())).isTrue();
    assertThat(folder.instance(instance(1).sha256())).hasContent("1/1");
    assertThat(instance(1).purgedAt()).isNull();
    assertThat(received.removeUnneeded(instance(1).sha256())).isFalse();
  }

  @Test
  void theSweepRemovesWhatRowsGaveUpSetsAsideWhatNoneKnowsAndTouchesNothingYoung()
      throws IOException {
    add(1, 1, StudyState.RECEIVING);
    add(2, 1, StudyState.DELIVERED);
    clock.advance(Duration.ofDays(1));
    Path needed = aged(folder.instance(instance(1).sha256()));
    Path purged = aged(folder.instance(instance(2).sha256()));
    database.durablyDo(handle -> instances.purge(handle, uid(2), clock.millis()));
    Path orphan = aged(keep("00aa" + "b".repeat(60), "orphan"));
    Path last = aged(keep("ff" + "c".repeat(62), "orphan"));
    Path young = keep("00aa" + "d".repeat(60), "its row comes soon");
    Files.setLastModifiedTime(young, FileTime.fromMillis(clock.millis() - 60_000));

    OrphanSweep sweep = new OrphanSweep(database, folder, clock);
    int steps = 1;
    while (sweep.step()) {
      steps++;
    }
    assertThat(steps).isEqualTo(256);
    assertThat(needed).exists();
    assertThat(young).exists();
    assertThat(List.of(purged, orphan, last)).noneMatch(Files::exists);
    Path aside = folder.root().resolve("orphans");
    assertThat(aside.resolve(orphan.getFileName())).hasContent("orphan"); // nobody knows: kept
    assertThat(aside.resolve(last.getFileName())).hasContent("orphan");
    assertThat(aside.resolve(purged.getFileName())).doesNotExist();
    aged(young);
    assertThat(sweep.step()).isFalse(); // not before tomorrow
    assertThat(young).exists();
    clock.advance(Duration.ofDays(1));
    assertThat(sweep.step()).isTrue();
    assertThat(young).doesNotExist();
  }

  private static String uid(int study) {
    return SampleImages.studyUid(study);
  }

  private void add(int study, int images, StudyState state) throws IOException {
    for (int image = 1; image <= images; image++) {
      String content = study + "/" + image;
      String sha256 = ("%02x%02x".formatted(study, image) + "ab".repeat(30));
      kept.add(keep(sha256, content));
      String sop = SampleImages.instanceUid(study, image);
      database.durablyDo(
          handle -> {
            int revision = studies.touch(handle, uid(study), "MOD1", "CR");
            instances.add(
                handle,
                new InstanceRow(
                    sop,
                    UID.ComputedRadiographyImageStorage,
                    uid(study),
                    uid(study),
                    UID.ExplicitVRLittleEndian,
                    sha256,
                    sha256,
                    content.length(),
                    revision,
                    "MOD1",
                    clock.millis()));
          });
    }
    database.durablyDo(
        handle ->
            handle.execute(
                "update study set state = ?, closed = ?, finished_at = ? where study_uid = ?",
                state.name(),
                state != StudyState.RECEIVING,
                clock.millis(),
                uid(study)));
  }

  private void deliver(int study, String state) {
    database.durablyDo(
        handle -> {
          RunTable runs = new RunTable(clock, new Lease("me", Duration.ofMinutes(5)));
          runs.add(handle, studies.find(handle, uid(study)).orElseThrow(), "lungs/" + state);
          RunRow run = runs.claim(handle, List.of("lungs/" + state), false).orElseThrow();
          String digest = "ab".repeat(32);
          long result =
              new ResultTable()
                  .add(handle, ResultRow.of(run, digest, digest, "final", "{}", "", 0));
          OutputRow output =
              new OutputRow(0, 0, OutputKind.REPORT, "1.2.3", "1.2." + study + run.id(), digest, 0);
          handle.execute(
              "insert into delivery (output_id, destination, state, attempts,"
                  + " permanent_failures, next_at, queued_at) values (?, 'D', ?, 0, 0, 0, 0)",
              new OutputTable().add(handle, result, output),
              state);
        });
  }

  private Path keep(String sha256, String content) throws IOException {
    folder.keep(part(content), sha256);
    return folder.instance(sha256);
  }

  private Path part(String content) throws IOException {
    return Files.write(folder.incoming(), content.getBytes(StandardCharsets.US_ASCII));
  }

  private Path aged(Path file) throws IOException {
    return Files.setLastModifiedTime(
        file, FileTime.fromMillis(clock.millis() - Duration.ofMinutes(11).toMillis()));
  }

  private InstanceRow instance(int study) {
    return database
        .transact(handle -> instances.find(handle, SampleImages.instanceUid(study, 1)))
        .orElseThrow();
  }

  /** The number of files that each study still has. */
  private List<Integer> files() {
    List<Integer> counts = new ArrayList<>();
    for (int study = 1; rows(study) > 0; study++) {
      String prefix = "%02x".formatted(study);
      counts.add(
          (int)
              kept.stream()
                  .filter(file -> file.getFileName().toString().startsWith(prefix))
                  .filter(Files::exists)
                  .count());
    }
    return counts;
  }

  private int rows(int study) {
    return database.transact(handle -> instances.ofStudy(handle, uid(study), 9)).size();
  }

  /** The states whose studies have no file any more; study n has the nth state. */
  private List<StudyState> removed() {
    List<Integer> files = files();
    List<StudyState> removed = new ArrayList<>();
    StudyState[] states = StudyState.values();
    for (int i = 0; i < states.length; i++) {
      if (files.get(i) == 0) {
        removed.add(states[i]);
      }
    }
    return removed;
  }
}
