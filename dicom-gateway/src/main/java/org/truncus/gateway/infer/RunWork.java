package org.truncus.gateway.infer;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.Failures;
import org.truncus.gateway.work.InstanceTable;
import org.truncus.gateway.work.ResultRow;
import org.truncus.gateway.work.RunRow;
import org.truncus.gateway.work.RunState;

/**
 * What one model does with a run: judges, scores, writes the result. Thread-safe; closing it leaves
 * the model open.
 */
public final class RunWork implements AutoCloseable {

  private final Database database;
  private final StudyScorer scorer;
  private final StudyScoring scoring;
  private final Batcher batcher;
  private final ReportDesk reports;
  private final RunEnds ends;
  private final InstanceTable instances = new InstanceTable();

  RunWork(
      Database database,
      StudyScorer scorer,
      StudyScoring scoring,
      Batcher batcher,
      ReportDesk reports,
      RunEnds ends) {
    this.database = database;
    this.scorer = scorer;
    this.scoring = scoring;
    this.batcher = batcher;
    this.reports = reports;
    this.ends = ends;
  }

  /** {@code name/version}. */
  public String model() {
    return scorer.id();
  }

  /** Leaves a call of the model behind that hangs for so long. */
  boolean abandonCall(long nanos) {
    return batcher.abandon(nanos);
  }

  /**
   * Works on a run and writes down its end.
   *
   * @param alone whether one image has to be done with before the next begins
   * @param begun told the SOP Instance UID of each image before it is decoded
   */
  void work(RunRow run, boolean alone, Consumer<String> begun)
      throws IOException, InterruptedException {
    if (ends.begun(run).revision() > run.revision()) {
      ends.ended(run, RunState.SUPERSEDED, null, Optional.empty());
      return;
    }
    List<ScoredImage> judged = judge(run);
    String evidence = StudyScoring.evidence(judged);
    Optional<ResultRow> earlier = reports.latest(run.studyUid(), run.model());
    if (earlier.filter(e -> answers(e, evidence)).isPresent()) {
      boolean skipped = earlier.get().status().equals("skipped");
      ends.ended(
          run,
          skipped ? RunState.SKIPPED : RunState.UNCHANGED,
          skipped ? reasons(judged) : null,
          Optional.empty());
      return;
    }
    List<ScoredImage> scored = scoring.score(judged, alone, begun);
    boolean any = scored.stream().anyMatch(image -> image.scores().isPresent());
    String reason = any ? "" : "no image could be evaluated: " + reasons(scored);
    WrittenResult result = reports.write(scorer, run, scored, evidence, reason);
    ends.ended(
        run,
        any ? RunState.DONE : RunState.SKIPPED,
        any ? null : reasons(scored),
        Optional.of(result));
  }

  /** Writes the result of a run that failed for the last time: it says that, and of no finding. */
  void explain(RunRow run) throws IOException {
    List<ScoredImage> judged =
        judge(run).stream()
            .map(
                image ->
                    image.objection().isPresent()
                        ? image
                        : new ScoredImage(
                            image.instance(),
                            image.header(),
                            Optional.of(Ineligible.NOT_REACHED),
                            Optional.empty()))
            .toList();
    String reason = "the algorithm failed, attempt " + run.attempts();
    ends.explained(run, reports.write(scorer, run, judged, StudyScoring.evidence(judged), reason));
  }

  private List<ScoredImage> judge(RunRow run) {
    return scoring.judge(
        database.transact(handle -> instances.ofStudy(handle, run.studyUid(), run.revision())));
  }

  /** Whether an earlier result is the answer to the same images. A failed one never is. */
  private static boolean answers(ResultRow earlier, String evidence) {
    return earlier.evidence().equals(evidence)
        && earlier.withdrawnAt() == null
        && !earlier.status().equals("failed");
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

  @Override
  public void close() {
    batcher.close();
  }
}
