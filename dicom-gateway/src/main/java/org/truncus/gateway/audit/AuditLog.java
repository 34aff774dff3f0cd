package org.truncus.gateway.audit;

import java.time.Clock;
import org.jdbi.v3.core.Handle;
import org.truncus.gateway.work.Sql;

/** Writes audit rows, in the transaction of what they tell about. */
public final class AuditLog {

  private static final int LONGEST = 500;

  private final Clock clock;

  /** Over the given clock. */
  public AuditLog(Clock clock) {
    this.clock = clock;
  }

  /** Adds a row. */
  public void add(Handle handle, AuditRow row) {
    String detail = row.detail();
    Sql.update(
        handle,
        "insert into audit (happened_at, event, outcome, peer, study_uid, object_uid, detail)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        clock.millis(),
        row.event().name(),
        row.outcome(),
        row.peer(),
        row.studyUid(),
        row.objectUid(),
        detail == null || detail.length() <= LONGEST ? detail : detail.substring(0, LONGEST));
  }
}
