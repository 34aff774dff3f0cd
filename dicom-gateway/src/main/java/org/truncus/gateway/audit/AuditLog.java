package org.truncus.gateway.audit;

import java.time.Clock;
import org.jdbi.v3.core.Handle;

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
    handle
        .createUpdate(
            "insert into audit (happened_at, event, outcome, peer, study_uid, object_uid, detail)"
                + " values (:at, :event, :outcome, :peer, :study, :object, :detail)")
        .bind("at", clock.millis())
        .bind("event", row.event())
        .bind("outcome", row.outcome())
        .bind("peer", row.peer())
        .bind("study", row.studyUid())
        .bind("object", row.objectUid())
        .bind(
            "detail",
            detail == null || detail.length() <= LONGEST ? detail : detail.substring(0, LONGEST))
        .execute();
  }
}
