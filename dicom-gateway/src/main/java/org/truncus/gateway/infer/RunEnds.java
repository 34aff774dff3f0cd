package org.truncus.gateway.infer;

import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.audit.AuditEvent;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.audit.AuditRow;
import org.truncus.gateway.work.Backoff;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.Recovery;
import org.truncus.gateway.work.RunRow;
import org.truncus.gateway.work.RunState;
import org.truncus.gateway.work.RunTable;
import org.truncus.gateway.work.StudyProgress;
import org.truncus.gateway.work.StudyRow;
import org.truncus.gateway.work.StudyTable;

/**
 * Writes down how runs end: with a result and its deliveries, or for a later attempt, or parked
 * after the last one. Who lost a run to another worker writes nothing.
 */
public final class RunEnds {

  private static final Logger LOG = LoggerFactory.getLogger(RunEnds.class);

  private final Database database;
  private final StudyTable studies;
  private final RunTable runs;
  private final AuditLog audit;
  private final ReportDesk reports;
  private final Recovery recovery;
  private final Backoff backoff;
  private final int maxAttempts;
  private final Clock clock;
  private final StudyProgress progress;

  /** With so many attempts for a run. */
  public RunEnds(
      Database database,
      StudyTable studies,
      RunTable runs,
      AuditLog audit,
      ReportDesk reports,
      Recovery recovery,
      Backoff backoff,
      int maxAttempts,
      Clock clock) {
    this.database = database;
    this.studies = studies;
    this.runs = runs;
    this.audit = audit;
    this.reports = reports;
    this.recovery = recovery;
    this.backoff = backoff;
    this.maxAttempts = maxAttempts;
    this.clock = clock;
    this.progress = new StudyProgress(clock);
  }

  /** Shows that the run is under way; returns its study. */
  StudyRow begun(RunRow run) {
    return database.transact(
        handle -> {
          StudyRow study = studies.lock(handle, run.studyUid()).orElseThrow();
          progress.refresh(handle, study);
          return study;
        });
  }

  /** The run is over. */
  void ended(RunRow run, RunState state, String reason, Optional<WrittenResult> result) {
    boolean ours =
        database.durably(
            handle -> {
              StudyRow study = studies.lock(handle, run.studyUid()).orElseThrow();
              if (!runs.finish(handle, run, state, reason)) {
                return false;
              }
              result.ifPresent(written -> reports.queue(handle, written));
              note(handle, run, state);
              progress.refresh(handle, study);
              return true;
            });
    if (ours) {
      LOG.info("study {}: {} {}", run.studyUid(), run.model(), state);
    } else {
      LOG.warn("study {}: another worker has {} now", run.studyUid(), run.model());
    }
  }

  /** Adds the result of a run that ended before; nothing where it has one by now. */
  void explained(RunRow run, WrittenResult result) {
    database.durablyDo(
        handle -> {
          StudyRow study = studies.lock(handle, run.studyUid()).orElseThrow();
          if (runs.find(handle, run.id()).equals(Optional.of(run))) {
            reports.queue(handle, result);
            progress.refresh(handle, study);
          }
        });
  }

  /** An attempt failed. */
  void failed(RunRow run, String reason) {
    LOG.warn(
        "study {}: {} failed, attempt {}: {}", run.studyUid(), run.model(), run.attempts(), reason);
    if (run.attempts() >= maxAttempts) {
      ended(run, RunState.FAILED, reason, Optional.empty());
    } else {
      later(run, reason, false);
    }
  }

  /** An attempt took too long. After the last one the instance under way is taken out. */
  void tooLong(RunRow run, String reason) {
    if (run.attempts() < maxAttempts) {
      later(run, reason, true);
      return;
    }
    database.durablyDo(
        handle -> {
          StudyRow study = studies.lock(handle, run.studyUid()).orElseThrow();
          runs.find(handle, run.id())
              .filter(now -> now.state() == run.state() && now.attempts() == run.attempts())
              .ifPresent(now -> recovery.lastAttemptOver(handle, now, reason));
          progress.refresh(handle, study);
        });
  }

  private void later(RunRow run, String reason, boolean suspect) {
    long next = clock.millis() + backoff.after(run.attempts()).toMillis();
    database.transact(
        handle -> {
          StudyRow study = studies.lock(handle, run.studyUid()).orElseThrow();
          boolean ours = runs.later(handle, run, next, reason, suspect);
          progress.refresh(handle, study);
          return ours;
        });
  }

  private void note(Handle handle, RunRow run, RunState state) {
    String detail = run.model() + " revision " + run.revision() + ": " + state;
    audit.add(
        handle,
        new AuditRow(
            AuditEvent.RUN_ENDED,
            state == RunState.FAILED ? "failed" : "ok",
            null,
            run.studyUid(),
            null,
            detail));
  }
}
