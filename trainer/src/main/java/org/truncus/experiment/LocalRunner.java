package org.truncus.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;

/** Runs cells one at a time in this process. */
final class LocalRunner implements CellRunner {

  private final CellTask task;

  LocalRunner(CellTask task) {
    this.task = task;
  }

  @Override
  public Map<Cell, CellOutcome> run(List<Cell> cells, CellListener listener, StopSignal stop) {
    Map<Cell, CellOutcome> outcomes = new LinkedHashMap<>();
    for (Cell cell : cells) {
      if (stop.asked()) {
        break;
      }
      listener.started(cell);
      Progress progress = new CellProgress(text -> listener.at(cell, text));
      CellOutcome outcome = task.run(cell, progress, stop);
      outcomes.put(cell, outcome);
      listener.ended(cell, outcome);
    }
    return outcomes;
  }
}
