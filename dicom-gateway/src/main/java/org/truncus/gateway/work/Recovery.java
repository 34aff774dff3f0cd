package org.truncus.gateway.work;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.audit.AuditEvent;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.audit.AuditRow;

/**
 * Puts abandoned runs back on the queue. The instance that was under way when the process died for
 * the last allowed time is quarantined: it may be what kills the process. Where there was none, the
 * run is parked.
 */
public final class Recovery {

  private static final String PROCESS_ENDED = "the process ended while working on it";

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final Database database;
  private final InstanceTable instances = new InstanceTable();
  private final AuditLog audit;
  private final StudyTable studies;
  private final RunTable runs;
  private final int maxAttempts;
  private final StudyProgress progress;
  private final Clock clock;

  /** With so many attempts for a run. */
  public Recovery(
      Database database,
      StudyTable studies,
      RunTable runs,
      AuditLog audit,
      int maxAttempts,
      Clock clock) {
    this.database = database;
    this.audit = audit;
    this.studies = studies;
    this.runs = runs;
    this.maxAttempts = maxAttempts;
    this.clock = clock;
    this.progress = new StudyProgress(clock);
  }

  /**
   * Recovers what was abandoned.
   *
   * @param atStart whether our own leases are from before a restart
   */
  public void recover(boolean atStart) {
    List<RunRow> abandoned = database.transact(handle -> runs.abandoned(handle, atStart));
    for (RunRow run : abandoned) {
      database.durablyDo(handle -> recover(handle, run));
    }
  }

  /** Parks waiting runs of models that aren't served any more. */
  public void parkUnserved(Collection<String> models) {
    for (RunRow run : database.transact(handle -> runs.unserved(handle, models))) {
      database.transact(
          handle -> {
            StudyRow study = studies.lock(handle, run.studyUid()).orElseThrow();
            boolean parked =
                runs.finish(
                    handle, run, RunState.FAILED, "the model " + run.model() + " isn't served");
            progress.refresh(handle, study);
            return parked;
          });
    }
  }

  private void recover(Handle handle, RunRow run) {
    StudyRow study = studies.lock(handle, run.studyUid()).orElseThrow();
    if (!runs.find(handle, run.id()).equals(Optional.of(run))) {
      return; // its worker lives after all
    }
    if (run.attempts() < maxAttempts) {
      runs.later(handle, run, clock.millis(), PROCESS_ENDED, true);
    } else {
      lastAttemptOver(handle, run, PROCESS_ENDED);
    }
    progress.refresh(handle, study);
  }

  /**
   * Takes the instance out that was under way in the last attempt, and queues the run anew without
   * it; parks the run where there was none.
   *
   * @param run of a locked study, as it stands in the database
   */
  public void lastAttemptOver(Handle handle, RunRow run, String why) {
    String reason = why + ", attempt " + run.attempts();
    LOG.error(
        "study {}: {}: {}, instance {}", run.studyUid(), run.model(), reason, run.workingOn());
    if (run.workingOn() == null) {
      runs.finish(handle, run, RunState.FAILED, reason);
      return;
    }
    instances.quarantine(handle, run.workingOn(), clock.millis());
    audit.add(
        handle,
        AuditRow.failed(
            AuditEvent.INSTANCE_QUARANTINED, null, run.studyUid(), run.workingOn(), reason));
    runs.again(handle, run, "an instance was taken out: " + reason);
  }
}
