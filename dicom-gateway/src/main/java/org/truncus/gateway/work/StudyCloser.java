package org.truncus.gateway.work;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.audit.AuditEvent;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.audit.AuditRow;

/** Closes studies whose quiet time is over and queues a run for each model. */
public final class StudyCloser {

  private static final Logger LOG = LoggerFactory.getLogger(StudyCloser.class);
  private static final int BATCH = 100;

  private final Database database;
  private final StudyTable studies;
  private final RunTable runs;
  private final AuditLog audit;
  private final List<String> models;
  private final StudyProgress progress;

  /** Queues runs for the given models ({@code name/version}). */
  public StudyCloser(
      Database database,
      StudyTable studies,
      RunTable runs,
      AuditLog audit,
      List<String> models,
      Clock clock) {
    this.database = database;
    this.studies = studies;
    this.runs = runs;
    this.audit = audit;
    this.models = List.copyOf(models);
    this.progress = new StudyProgress(clock);
  }

  /** Closes what is due. Returns whether there was anything. */
  public boolean step() {
    List<String> due = database.transact(handle -> studies.due(handle, BATCH));
    due.forEach(this::closeAlone);
    return !due.isEmpty();
  }

  /** One study that can't be closed must not keep the others open. */
  private void closeAlone(String studyUid) {
    try {
      close(studyUid);
    } catch (JdbiException e) {
      LOG.error("study {}: can't be closed now: {}", studyUid, Failures.describe(e));
    }
  }

  private void close(String studyUid) {
    database.transact(
        handle -> {
          studies
              .close(handle, studyUid)
              .ifPresent(
                  study -> {
                    models.forEach(model -> runs.add(handle, study, model));
                    progress.refresh(handle, study);
                    audit.add(
                        handle,
                        AuditRow.ok(
                            AuditEvent.STUDY_COMPLETE,
                            null,
                            studyUid,
                            null,
                            "revision " + study.revision()));
                    LOG.info("study {}: complete, revision {}", studyUid, study.revision());
                  });
          return null;
        });
  }
}
