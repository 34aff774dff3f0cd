package org.truncus.gateway.work;

import java.time.Clock;
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
   */
  public int touch(Handle handle, String studyUid, String callingAet) {
    long now = clock.millis();
    Optional<Open> found = opened(handle, studyUid);
    if (found.isEmpty() && insert(handle, studyUid, callingAet, now)) {
      return 1;
    }
    Open study = found.or(() -> opened(handle, studyUid)).orElseThrow();
    int revision = study.closed() ? study.revision() + 1 : study.revision();
    long openedAt = study.closed() ? now : study.openedAt();
    Sql.update(
        handle,
        "update study set state = 'RECEIVING', revision = ?, closed = false, opened_at = ?,"
            + " last_received_at = ?, due_at = ?, finished_at = null where study_uid = ?",
        revision,
        openedAt,
        now,
        rule.due(openedAt, now),
        studyUid);
    return revision;
  }

  /** What a study's next instance has to know of it. */
  private record Open(int revision, boolean closed, long openedAt) {}

  private static Optional<Open> opened(Handle handle, String studyUid) {
    return Sql.first(
        handle,
        row -> new Open(row.getInt(1), row.getBoolean(2), row.getLong(3)),
        "select revision, closed, opened_at from study where study_uid = ? for update",
        studyUid);
  }

  /** Shortens the wait of an open study, where the settings say so: its sender has finished. */
  public void senderFinished(Handle handle, String studyUid) {
    rule.dueAfterRelease(clock.millis())
        .ifPresent(
            due ->
                handle
                    .createUpdate(
                        "update study set due_at = :due where study_uid = :uid and closed = false"
                            + " and due_at > :due")
                    .bind("due", due)
                    .bind("uid", studyUid)
                    .execute());
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

  /** Closes a study that is due and still open; returns its row as it now is. */
  public Optional<StudyRow> close(Handle handle, String studyUid) {
    Optional<StudyRow> study = lock(handle, studyUid);
    if (study.isEmpty() || study.get().closed() || study.get().dueAt() > clock.millis()) {
      return Optional.empty();
    }
    handle.execute("update study set closed = true where study_uid = ?", studyUid);
    return find(handle, studyUid);
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

  private boolean insert(Handle handle, String studyUid, String callingAet, long now) {
    return handle
            .createUpdate(
                "insert into study (study_uid, state, revision, closed, opened_at,"
                    + " first_received_at, last_received_at, due_at, calling_aet) values (:uid,"
                    + " 'RECEIVING', 1, false, :now, :now, :now, :due, :aet) on conflict do"
                    + " nothing")
            .bind("uid", studyUid)
            .bind("now", now)
            .bind("due", rule.due(now, now))
            .bind("aet", callingAet)
            .execute()
        == 1;
  }
}
