package org.truncus.experiment;

import org.truncus.list.PredictionList;
import org.truncus.list.Split;
import org.truncus.train.RunFolder;
import org.truncus.train.RunRecord;

/**
 * A finished cell.
 *
 * @param cell what was run
 * @param record its {@code run.json}: metrics of {@code val} and {@code test} with intervals,
 *     parameters, macs, best epoch
 * @param folder with predictions and best weights
 */
public record CellResult(Cell cell, RunRecord record, RunFolder folder) {

  /** The metrics of a split, or null where the list has no such rows. */
  public RunRecord.SplitMetrics metrics(Split split) {
    return record.metrics().get(split.text());
  }

  /** The predictions of a split, read from the run's folder. */
  public PredictionList predictions(Split split) {
    return folder.predictions(split);
  }
}
