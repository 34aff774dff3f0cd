package org.truncus.gateway.work;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Works out a study's state from its runs and deliveries, and writes it down. Call it in the
 * transaction that changed one of them, with the study's row locked.
 */
public final class StudyProgress {

  private final Clock clock;

  /** Over the given clock. */
  public StudyProgress(Clock clock) {
    this.clock = clock;
  }

  /** Writes the state of a locked study. */
  public void refresh(Handle handle, StudyRow study) {
    StudyState state = study.closed() ? ofClosed(handle, study) : ofOpen(study);
    boolean over =
        switch (state) {
          case REPORTED, DELIVERED, SKIPPED, FAILED -> true;
          case RECEIVING, QUEUED, RUNNING -> false;
        };
    Long finishedAt = !over ? null : Long.valueOf(clock.millis());
    handle
        .createUpdate(
            "update study set state = :state, finished_at = :finished where study_uid = :uid and"
                + " state <> :state")
        .bind("state", state)
        .bind("finished", finishedAt)
        .bind("uid", study.studyUid())
        .execute();
  }

  private static StudyState ofOpen(StudyRow study) {
    return study.waitsForPerson() ? StudyState.FAILED : StudyState.RECEIVING;
  }

  private static StudyState ofClosed(Handle handle, StudyRow study) {
    List<String> runs =
        strings(
            handle,
            "select distinct state from run where study_uid = :uid and revision = :revision",
            study);
    List<String> deliveries =
        strings(
            handle,
            "select distinct d.state from delivery d join output p on p.id = d.output_id join"
                + " result r on r.id = p.result_id where r.study_uid = :uid and r.revision <="
                + " :revision",
            study);
    if (runs.contains("RUNNING")) {
      return StudyState.RUNNING;
    }
    if (runs.contains("READY") || runs.isEmpty()) {
      return StudyState.QUEUED;
    }
    if (runs.contains("FAILED") || deliveries.contains("HELD") || deliveries.contains("DEAD")) {
      return StudyState.FAILED;
    }
    if (!runs.contains("DONE") && !runs.contains("UNCHANGED")) {
      return StudyState.SKIPPED;
    }
    return deliveries.equals(List.of("DELIVERED")) ? StudyState.DELIVERED : StudyState.REPORTED;
  }

  private static List<String> strings(Handle handle, String sql, StudyRow study) {
    return handle
        .createQuery(sql)
        .bind("uid", study.studyUid())
        .bind("revision", study.revision())
        .mapTo(String.class)
        .list();
  }
}
