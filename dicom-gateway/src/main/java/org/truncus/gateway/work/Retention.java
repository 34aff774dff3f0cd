package org.truncus.gateway.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.audit.AuditEvent;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.audit.AuditRow;

/**
 * Removes received files when the disk fills up: of studies whose results arrived, or that no model
 * was for, once their retention time is over, the oldest first, until the disk is below the low
 * watermark. Nothing else is ever removed, and nothing while there is room. Rows, results and
 * reports stay.
 */
public final class Retention {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final int BATCH = 50;

  /** A study that is over, has nothing on its way, and whose time has gone by. */
  private static final String OVER =
      " s.closed = true and ((s.state in ('DELIVERED', 'REPORTED') and s.finished_at <= :delivered)"
          + " or (s.state = 'SKIPPED' and s.finished_at <= :skipped)) and not exists (select 1 from"
          + " result r join output p on p.result_id = r.id join delivery d on d.output_id = p.id"
          + " where r.study_uid = s.study_uid and d.state not in ('DELIVERED',"
          + " 'WITHDRAWN')) and exists (select 1 from"
          + " instance i where i.study_uid = s.study_uid and i.purged_at is null and"
          + " i.quarantined_at is null) ";

  private final Database database;
  private final ReceivedFiles files;
  private final StudyTable studies;
  private final AuditLog audit;
  private final Supplier<DiskSpace> disk;
  private final Rule rule;
  private final Clock clock;
  private final InstanceTable instances = new InstanceTable();

  /**
   * What may be removed, and when.
   *
   * @param lowWater the used share of the disk above which something is, in (0,1]
   * @param keepDelivered how long studies stay whose results arrived, or that have no destination
   * @param keepSkipped how long studies stay that no model was for
   */
  public record Rule(double lowWater, Duration keepDelivered, Duration keepSkipped) {}

  /** Over the gateway's tables. */
  public Retention(
      Database database,
      DataFolder folder,
      StudyTable studies,
      AuditLog audit,
      Supplier<DiskSpace> disk,
      Rule rule,
      Clock clock) {
    this.database = database;
    this.files = new ReceivedFiles(database, folder);
    this.studies = studies;
    this.audit = audit;
    this.disk = disk;
    this.rule = rule;
    this.clock = clock;
  }

  /** Removes the files of some studies, where there is need. Returns whether it removed any. */
  public boolean step() {
    boolean removed = false;
    if (!isNeeded()) {
      return false;
    }
    for (String study : database.transact(this::oldest)) {
      if (!isNeeded()) {
        break;
      }
      removed |= purge(study);
    }
    return removed;
  }

  private boolean isNeeded() {
    try {
      return disk.get().share() > rule.lowWater();
    } catch (UncheckedIOException e) {
      LOG.error("the disk can't be looked at: {}", Failures.describe(e));
      return false;
    }
  }

  private List<String> oldest(Handle handle) {
    return handle
        .createQuery(
            "select s.study_uid from study s where"
                + OVER
                + "order by s.finished_at, s.study_uid limit :limit")
        .bind("delivered", clock.millis() - rule.keepDelivered().toMillis())
        .bind("skipped", clock.millis() - rule.keepSkipped().toMillis())
        .bind("limit", BATCH)
        .mapTo(String.class)
        .list();
  }

  /** First the rows, to stay; then the files: what a crash leaves is a file that no row needs. */
  private boolean purge(String studyUid) {
    List<InstanceRow> purged = database.durably(handle -> purge(handle, studyUid));
    boolean all = true;
    for (InstanceRow instance : purged) {
      try {
        files.removeUnneeded(instance.sha256());
      } catch (IOException e) {
        all = false;
        LOG.error("a file past its retention can't be removed: {}", Failures.describe(e));
      }
    }
    if (!purged.isEmpty()) {
      LOG.info("study {}: {} files past their retention were removed", studyUid, purged.size());
    }
    return all && !purged.isEmpty();
  }

  private List<InstanceRow> purge(Handle handle, String studyUid) {
    StudyRow study = studies.lock(handle, studyUid).orElseThrow();
    boolean over =
        handle
            .createQuery("select s.study_uid from study s where s.study_uid = :uid and" + OVER)
            .bind("uid", studyUid)
            .bind("delivered", clock.millis() - rule.keepDelivered().toMillis())
            .bind("skipped", clock.millis() - rule.keepSkipped().toMillis())
            .mapTo(String.class)
            .findFirst()
            .isPresent();
    if (!over) {
      return List.of(); // something came in between
    }
    List<InstanceRow> rows =
        instances.ofStudy(handle, studyUid, study.revision()).stream()
            .filter(row -> row.purgedAt() == null && row.quarantinedAt() == null)
            .toList();
    instances.purge(handle, studyUid, clock.millis());
    audit.add(
        handle, AuditRow.ok(AuditEvent.STUDY_PURGED, null, studyUid, null, rows.size() + " files"));
    return rows;
  }
}
