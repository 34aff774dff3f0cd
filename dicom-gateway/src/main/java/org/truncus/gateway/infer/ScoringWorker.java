package org.truncus.gateway.infer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.audit.AuditEvent;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.audit.AuditRow;
import org.truncus.gateway.work.Backoff;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.Failures;
import org.truncus.gateway.work.InstanceTable;
import org.truncus.gateway.work.ResultRow;
import org.truncus.gateway.work.ResultTable;
import org.truncus.gateway.work.RunRow;
import org.truncus.gateway.work.RunState;
import org.truncus.gateway.work.RunTable;
import org.truncus.gateway.work.StudyProgress;
import org.truncus.gateway.work.StudyRow;
import org.truncus.gateway.work.StudyTable;

/**
 * Takes runs off the queue one after the other: judges, scores, writes the report, and queues it
 * for its destinations. What fails is tried again later and parked after the last attempt.
 */
public final class ScoringWorker {

  private static final Logger LOG = LoggerFactory.getLogger(ScoringWorker.class);

  private final Database database;
  private final StudyTable studies;
  private final RunTable runs;
  private final AuditLog audit;
  private final ReportDesk reports;
  private final Map<String, StudyScoring> scorings = new TreeMap<>();
  private final Map<String, StudyScorer> scorers = new TreeMap<>();
  private final Backoff backoff;
  private final int maxAttempts;
  private final Clock clock;
  private final StudyProgress progress;
  private volatile OptionalLong current = OptionalLong.empty();

  /** Serves the given models. */
  public ScoringWorker(
      Database database,
      StudyTable studies,
      RunTable runs,
      AuditLog audit,
      ReportDesk reports,
      List<StudyScorer> scorers,
      Backoff backoff,
      int maxAttempts,
      Clock clock) {
    this.database = database;
    this.studies = studies;
    this.runs = runs;
    this.audit = audit;
    this.reports = reports;
    this.backoff = backoff;
    this.maxAttempts = maxAttempts;
    this.clock = clock;
    this.progress = new StudyProgress(clock);
    for (StudyScorer scorer : scorers) {
      this.scorers.put(scorer.id(), scorer);
      this.scorings.put(scorer.id(), new StudyScoring(reports.folder(), scorer));
    }
  }

  /** The run under way, for signs of life. */
  public OptionalLong current() {
    return current;
  }

  /** Works on one run, if any waits. Returns whether there was one. */
  public boolean step() {
    Optional<RunRow> claimed = database.transact(handle -> runs.claim(handle, scorers.keySet()));
    if (claimed.isEmpty()) {
      return false;
    }
    database.sync();
    RunRow run = claimed.get();
    current = OptionalLong.of(run.id());
    try {
      StudyRow study = begin(run);
      if (study.revision() > run.revision()) {
        end(run, RunState.SUPERSEDED, null, Optional.empty());
      } else {
        work(run);
      }
    } catch (IOException e) {
      failed(run, new UncheckedIOException(e));
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      failed(run, e);
    } finally {
      current = OptionalLong.empty();
    }
    return true;
  }

  private StudyRow begin(RunRow run) {
    return database.transact(
        handle -> {
          StudyRow study = studies.lock(handle, run.studyUid()).orElseThrow();
          progress.refresh(handle, study);
          return study;
        });
  }

  private void work(RunRow run) throws IOException {
    StudyScoring scoring = scorings.get(run.model());
    List<ScoredImage> judged =
        scoring.judge(
            database.transact(
                handle -> new InstanceTable().ofStudy(handle, run.studyUid(), run.revision())));
    Optional<ResultRow> earlier =
        database.transact(handle -> new ResultTable().latest(handle, run.studyUid(), run.model()));
    if (judged.stream().allMatch(image -> image.objection().isPresent())) {
      end(run, RunState.SKIPPED, reasons(judged), Optional.empty());
      return;
    }
    String evidence = StudyScoring.evidence(judged);
    if (earlier.isPresent() && earlier.get().evidence().equals(evidence)) {
      end(run, RunState.UNCHANGED, null, Optional.empty());
      return;
    }
    List<ScoredImage> scored = scoring.score(judged);
    if (scored.stream().allMatch(image -> image.scores().isEmpty())) {
      end(run, RunState.SKIPPED, reasons(scored), Optional.empty());
      return;
    }
    ResultRow result = reports.write(scorers.get(run.model()), run, scored, evidence, earlier);
    end(run, RunState.DONE, null, Optional.of(result));
  }

  private void failed(RunRow run, Throwable failure) {
    String reason = Failures.describe(failure);
    LOG.warn(
        "study {}: {} failed, attempt {}: {}", run.studyUid(), run.model(), run.attempts(), reason);
    if (run.attempts() >= maxAttempts) {
      end(run, RunState.FAILED, reason, Optional.empty());
      return;
    }
    long next = clock.millis() + backoff.after(run.attempts()).toMillis();
    database.transact(
        handle -> {
          StudyRow study = studies.lock(handle, run.studyUid()).orElseThrow();
          runs.later(handle, run.id(), next, reason);
          progress.refresh(handle, study);
          return null;
        });
  }

  private void end(RunRow run, RunState state, String reason, Optional<ResultRow> result) {
    database.durablyDo(
        handle -> {
          StudyRow study = studies.lock(handle, run.studyUid()).orElseThrow();
          runs.finish(handle, run.id(), state, reason);
          result.ifPresent(row -> reports.queue(handle, row));
          note(handle, run, state);
          progress.refresh(handle, study);
        });
    LOG.info("study {}: {} {}", run.studyUid(), run.model(), state);
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

  /** Such as {@code 3 x view, 1 x not-grayscale}. */
  private static String reasons(List<ScoredImage> images) {
    Map<String, Integer> counts = new TreeMap<>();
    images.forEach(
        image -> image.objection().ifPresent(o -> counts.merge(o.code(), 1, Integer::sum)));
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (code, count) ->
            text.append(text.isEmpty() ? "" : ", ").append(count).append(" x ").append(code));
    return Failures.cut(text.toString());
  }
}
