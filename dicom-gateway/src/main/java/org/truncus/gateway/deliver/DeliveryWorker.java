package org.truncus.gateway.deliver;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.audit.AuditEvent;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.audit.AuditRow;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.StudyProgress;
import org.truncus.gateway.work.StudyTable;

/** Empties the outbox of one destination, one report after the other. */
public final class DeliveryWorker {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);

  private final Database database;
  private final DataFolder folder;
  private final OutboxTable outbox;
  private final StudyTable studies;
  private final AuditLog audit;
  private final Courier courier;
  private final String destination;
  private final DeliveryRule rule;
  private final Clock clock;

  /** For one destination, named as in the outbox. */
  public DeliveryWorker(
      Database database,
      DataFolder folder,
      OutboxTable outbox,
      StudyTable studies,
      AuditLog audit,
      Courier courier,
      String destination,
      DeliveryRule rule,
      Clock clock) {
    this.database = database;
    this.folder = folder;
    this.outbox = outbox;
    this.studies = studies;
    this.audit = audit;
    this.courier = courier;
    this.destination = destination;
    this.rule = rule;
    this.clock = clock;
  }

  /** Sends one report that waits, if any. Returns whether there was one. */
  public boolean step() {
    List<OutboxRow> claimed = database.transact(handle -> outbox.claim(handle, destination, 1));
    if (!claimed.isEmpty()) {
      // The report's own row may be committed but not yet forced. A report that a power cut took
      // back would be made anew: the destination would have other bytes under the same UID.
      database.sync();
      send(claimed.get(0));
    }
    return !claimed.isEmpty();
  }

  private void send(OutboxRow row) {
    Path file = folder.result(row.sha256());
    InstanceReport report = courier.send(List.of(new OutgoingInstance(file))).get(0);
    Attempt attempt = rule.after(row, report, clock.millis());
    boolean sent = attempt.state() == OutboxState.DELIVERED;
    String detail =
        (attempt.status() == null ? "no answer" : attempt.status()) + " " + attempt.state();
    database.durablyDo(
        handle -> {
          studies.lock(handle, row.studyUid());
          if (!outbox.settle(handle, row, attempt)) {
            return;
          }
          AuditEvent event = sent ? AuditEvent.REPORT_SENT : AuditEvent.REPORT_NOT_SENT;
          audit.add(
              handle,
              new AuditRow(
                  event,
                  sent ? "ok" : "failed",
                  row.destination(),
                  row.studyUid(),
                  row.sopInstanceUid(),
                  detail));
          studies
              .find(handle, row.studyUid())
              .ifPresent(study -> new StudyProgress(clock).refresh(handle, study));
        });
    if (sent) {
      LOG.info("study {}: report delivered to {} ({})", row.studyUid(), destination, detail);
    } else {
      LOG.warn(
          "study {}: report not delivered to {} (attempt {}: {})",
          row.studyUid(),
          destination,
          row.attempts(),
          detail);
    }
  }
}
