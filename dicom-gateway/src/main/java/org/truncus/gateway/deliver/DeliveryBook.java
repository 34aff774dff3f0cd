package org.truncus.gateway.deliver;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.truncus.gateway.audit.AuditEvent;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.audit.AuditRow;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.StudyProgress;
import org.truncus.gateway.work.StudyTable;

/**
 * Writes down what becomes of deliveries: each in a transaction of its own, together with the state
 * of its study and the audit.
 */
public final class DeliveryBook {

  private static final int MOST = 100;

  private final Database database;
  private final OutboxTable outbox;
  private final StudyTable studies;
  private final AuditLog audit;
  private final Clock clock;

  /** Over the gateway's tables. */
  public DeliveryBook(
      Database database, OutboxTable outbox, StudyTable studies, AuditLog audit, Clock clock) {
    this.database = database;
    this.outbox = outbox;
    this.studies = studies;
    this.audit = audit;
    this.clock = clock;
  }

  /** Takes waiting rows; they are counted as attempted then. */
  List<OutboxRow> claim(String destination, int most) {
    List<OutboxRow> claimed = database.transact(handle -> outbox.claim(handle, destination, most));
    if (!claimed.isEmpty()) {
      // The report's own row may be committed but not yet forced. A report that a power cut took
      // back would be made anew: the destination would have other bytes under the same UID.
      database.sync();
    }
    return claimed;
  }

  /** Writes down how an attempt ended; nothing where somebody else has the row by now. */
  void settle(OutboxRow row, Attempt attempt) {
    database.transact(
        handle -> {
          studies.lock(handle, row.studyUid());
          boolean ours = outbox.settle(handle, row, attempt);
          if (ours) {
            follow(handle, row, attempt);
          }
          return ours;
        });
  }

  /** Returns when what was settled would survive a power cut. */
  void sync() {
    database.sync();
  }

  /**
   * Gives up on rows that wait since before a time.
   *
   * @param why what the last attempt to reach the destination brought
   * @return how many
   */
  int giveUp(String destination, long before, String why) {
    int count = 0;
    for (OutboxRow row :
        database.transact(handle -> outbox.waitingSince(handle, destination, before, MOST))) {
      Attempt end = new Attempt(OutboxState.DEAD, clock.millis(), false, null, why, true);
      boolean given =
          database.durably(
              handle -> {
                studies.lock(handle, row.studyUid());
                boolean waits = outbox.giveUp(handle, row, why);
                if (waits) {
                  follow(handle, row, end);
                }
                return waits;
              });
      count += given ? 1 : 0;
    }
    return count;
  }

  private void follow(Handle handle, OutboxRow row, Attempt attempt) {
    boolean sent = attempt.state() == OutboxState.DELIVERED;
    audit.add(
        handle,
        new AuditRow(
            sent ? AuditEvent.REPORT_SENT : AuditEvent.REPORT_NOT_SENT,
            sent ? "ok" : "failed",
            row.destination(),
            row.studyUid(),
            row.sopInstanceUid(),
            detail(attempt)));
    studies
        .find(handle, row.studyUid())
        .ifPresent(study -> new StudyProgress(clock).refresh(handle, study));
  }

  static String detail(Attempt attempt) {
    return (attempt.status() == null ? "no answer" : attempt.status()) + " " + attempt.state();
  }
}
