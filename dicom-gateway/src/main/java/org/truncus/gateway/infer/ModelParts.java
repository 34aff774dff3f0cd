package org.truncus.gateway.infer;

import java.time.Duration;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Database;

/**
 * What the work of all models has in common.
 *
 * @param batch images in one call of a model, at most
 */
public record ModelParts(
    Database database, DataFolder folder, ReportDesk reports, RunEnds ends, int batch) {

  /** The work of one model; to be closed before the model is. */
  public RunWork of(StudyScorer scorer, Duration batchWait) {
    Batcher batcher = new Batcher(scorer, batch, batchWait);
    StudyScoring scoring = new StudyScoring(folder, scorer.manifest(), batcher);
    return new RunWork(database, scorer, scoring, batcher, reports, ends);
  }
}
