package org.truncus.gateway.work;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Studies and when they are complete. DICOM has no end-of-study signal: a revision closes when no
 * association brought anything for the quiet time, or at its greatest age.
 */
public final class StudyTable {

  private static final RowMapper<StudyRow> ROW = ConstructorMapper.of(StudyRow.class);
  private static final Duration KEPT_EXPECTATION = Duration.ofDays(30);
  private static final String ASKED = "asked";
  private static final String TOO_OFTEN =
      "too many revisions in a day; look at its senders, then say that it is complete";

  private final Clock clock;
  private final CompletionRule rule;

  /** Over the given clock. */
  public StudyTable(Clock clock, CompletionRule rule) {
    this.clock = clock;
    this.rule = rule;
  }

  /**
   * Notes that an instance came, and returns the revision it belongs to. A study closed before is
   * opened again under the next revision.
   *
   * @param modality (0008,0060) of the instance, empty where it has none
   */
  public int touch(Handle handle, String studyUid, String callingAet, String modality) {
    long now = clock.millis();
    Optional<Open> found = opened(handle, studyUid);
    if (found.isEmpty() && insert(handle, studyUid, callingAet, modality, now)) {
      return 1;
    }
    Open study = found.or(() -> opened(handle, studyUid)).orElseThrow();
    int revision = study.closed() ? study.revision() + 1 : study.revision();
    long openedAt = study.closed() ? now : study.openedAt();
    CompletionRule.Due due =
        rule.due(openedAt, now, modality, study.expected(), arrived(handle, studyUid, study));
    Sql.update(
        handle,
        "update study set state = 'RECEIVING', revision = ?, closed = false, opened_at = ?,"
            + " last_received_at = ?, due_at = ?, reason = ?, finished_at = null where study_uid ="
            + " ?",
        revision,
        openedAt,
        now,
        due.at(),
        due.reason(),
        studyUid);
    return revision;
  }

  /** What a study's next instance has to know of it. */
  private record Open(int revision, boolean closed, long openedAt, Optional<Integer> expected) {}

  private static Optional<Open> opened(Handle handle, String studyUid) {
    return Sql.first(
        handle,
        row ->
            new Open(
                row.getInt(1),
                row.getBoolean(2),
                row.getLong(3),
                Optional.ofNullable((Integer) row.getObject(4))),
        "select s.revision, s.closed, s.opened_at, (select e.instances from expectation e where"
            + " e.study_uid = s.study_uid) from study s where s.study_uid = ? for update",
        studyUid);
  }

  /** The instances of a study with the one that comes now; counted only where it matters. */
  private static long arrived(Handle handle, String studyUid, Open study) {
    return study.expected().isEmpty() ? 0 : 1 + count(handle, studyUid);
  }

  private static long count(Handle handle, String studyUid) {
    return Sql.first(
            handle,
            row -> row.getLong(1),
            "select count(*) from instance where study_uid = ?",
            studyUid)
        .orElseThrow();
  }

  /**
   * Shortens the wait of an open study, where the settings say so: its sender has finished. Where
   * somebody told how many instances there will be, that counts alone.
   */
  public void senderFinished(Handle handle, String studyUid) {
    rule.dueAfterRelease(clock.millis())
        .ifPresent(
            due ->
                handle
                    .createUpdate(
                        "update study set due_at = :due, reason = 'release' where study_uid = :uid"
                            + " and closed = false and due_at > :due and not exists (select 1 from"
                            + " expectation e where e.study_uid = study.study_uid)")
                    .bind("due", due)
                    .bind("uid", studyUid)
                    .execute());
  }

  /**
   * Notes how many instances a study will have. It is complete when they are there, and before that
   * only at its greatest age. May come before the study.
   */
  public void expect(Handle handle, String studyUid, int instances) {
    long now = clock.millis();
    Optional<StudyRow> study = lock(handle, studyUid);
    Sql.update(handle, "delete from expectation where study_uid = ?", studyUid);
    Sql.update(
        handle,
        "insert into expectation (study_uid, instances, told_at) values (?, ?, ?)",
        studyUid,
        instances,
        now);
    if (study.isPresent() && !study.get().closed()) {
      CompletionRule.Due due =
          rule.due(
              study.get().openedAt(), now, "", Optional.of(instances), count(handle, studyUid));
      setDue(handle, studyUid, due);
    }
  }

  /** Forgets counts that were told so long ago that their studies will hardly come. */
  public void forgetExpectations(Handle handle) {
    Sql.update(
        handle,
        "delete from expectation where told_at < ?",
        clock.millis() - KEPT_EXPECTATION.toMillis());
  }

  /** Makes an open study due now: a person or a program says that it is complete. */
  public void complete(Handle handle, StudyRow study) {
    if (!study.closed()) {
      setDue(handle, study.studyUid(), new CompletionRule.Due(clock.millis(), ASKED));
    }
  }

  private static void setDue(Handle handle, String studyUid, CompletionRule.Due due) {
    Sql.update(
        handle,
        "update study set due_at = ?, reason = ? where study_uid = ?",
        due.at(),
        due.reason(),
        studyUid);
  }

  /** The open studies whose time has come. */
  public List<String> due(Handle handle, int limit) {
    return handle
        .createQuery(
            "select study_uid from study where closed = false and due_at <= :now"
                + " order by due_at limit :limit")
        .bind("now", clock.millis())
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
  }

  /**
   * Closes a study that is due and still open; returns its row as it now is. One that has closed
   * too often within a day stays open and FAILED until a person says that it is complete.
   */
  public Optional<StudyRow> close(Handle handle, String studyUid) {
    Optional<StudyRow> study = lock(handle, studyUid);
    if (study.isEmpty() || study.get().closed() || study.get().dueAt() > clock.millis()) {
      return Optional.empty();
    }
    if (!ASKED.equals(study.get().reason()) && tooOften(handle, study.get())) {
      setDue(handle, studyUid, new CompletionRule.Due(Long.MAX_VALUE, TOO_OFTEN));
      handle.execute("update study set state = 'FAILED' where study_uid = ?", studyUid);
      return Optional.empty();
    }
    handle.execute("update study set closed = true where study_uid = ?", studyUid);
    return find(handle, studyUid);
  }

  private boolean tooOften(Handle handle, StudyRow study) {
    return handle
            .createQuery(
                "select count(distinct revision) from run where study_uid = :uid and created_at >"
                    + " :since")
            .bind("uid", study.studyUid())
            .bind("since", clock.millis() - Duration.ofDays(1).toMillis())
            .mapTo(Integer.class)
            .one()
        >= rule.maxRevisions();
  }

  /** Reads a row and holds it until the transaction ends. */
  public Optional<StudyRow> lock(Handle handle, String studyUid) {
    return select(handle, studyUid, " for update");
  }

  /** Reads a row. */
  public Optional<StudyRow> find(Handle handle, String studyUid) {
    return select(handle, studyUid, "");
  }

  private static Optional<StudyRow> select(Handle handle, String studyUid, String suffix) {
    return handle
        .createQuery("select * from study where study_uid = :uid" + suffix)
        .bind("uid", studyUid)
        .map(ROW)
        .findOne();
  }

  private boolean insert(
      Handle handle, String studyUid, String callingAet, String modality, long now) {
    Optional<Integer> expected =
        Sql.first(
            handle,
            row -> row.getInt(1),
            "select instances from expectation where study_uid = ?",
            studyUid);
    CompletionRule.Due due = rule.due(now, now, modality, expected, 1);
    return Sql.update(
            handle,
            "insert into study (study_uid, state, revision, closed, opened_at, first_received_at,"
                + " last_received_at, due_at, reason, calling_aet) values (?, 'RECEIVING', 1,"
                + " false, ?, ?, ?, ?, ?, ?) on conflict do nothing",
            studyUid,
            now,
            now,
            now,
            due.at(),
            due.reason(),
            callingAet)
        == 1;
  }
}
