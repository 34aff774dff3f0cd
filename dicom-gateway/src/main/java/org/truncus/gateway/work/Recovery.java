package org.truncus.gateway.work;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts abandoned runs back on the queue. A run that was under way when the process died for the
 * last allowed time is parked: it may be what kills the process.
 */
public final class Recovery {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final Database database;
  private final StudyTable studies;
  private final RunTable runs;
  private final int maxAttempts;
  private final StudyProgress progress;
  private final Clock clock;

  /** With so many attempts for a run. */
  public Recovery(
      Database database, StudyTable studies, RunTable runs, int maxAttempts, Clock clock) {
    this.database = database;
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
            runs.finish(
                handle, run.id(), RunState.FAILED, "the model " + run.model() + " isn't served");
            progress.refresh(handle, study);
            return null;
          });
    }
  }

  private void recover(Handle handle, RunRow run) {
    StudyRow study = studies.lock(handle, run.studyUid()).orElseThrow();
    if (!runs.find(handle, run.id()).equals(Optional.of(run))) {
      return; // its worker lives after all
    }
    if (run.attempts() >= maxAttempts) {
      LOG.error(
          "study {}: the process ended {} times while {} worked on it; parked",
          run.studyUid(),
          run.attempts(),
          run.model());
      runs.finish(
          handle,
          run.id(),
          RunState.FAILED,
          "the process ended while working on it, attempt " + run.attempts());
    } else {
      runs.later(handle, run.id(), clock.millis(), "the process ended while working on it");
    }
    progress.refresh(handle, study);
  }
}
