package org.truncus.search;

import java.util.Map;
import org.truncus.experiment.Cell;
import org.truncus.experiment.CellListener;
import org.truncus.experiment.CellOutcome;
import org.truncus.progress.Progress;

/** Tells of running cells in lines of progress. */
final class SearchProgress implements CellListener {

  private final Progress progress;
  private Progress.Task task;
  private long told;

  SearchProgress(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void started(Cell cell) {
    told = 0;
    task = progress.begin(words(cell), 0);
  }

  @Override
  public void at(Cell cell, String text) {
    task.at(++told, text);
  }

  @Override
  public void ended(Cell cell, CellOutcome outcome) {
    task.close();
    if (outcome instanceof CellOutcome.Failed failed) {
      progress.say(words(cell) + " failed: " + failed.reason());
    }
  }

  private static String words(Cell cell) {
    Map<String, String> settings = cell.settings();
    return "%s, seed %s".formatted(settings.get("cut"), settings.get("seed"));
  }
}
