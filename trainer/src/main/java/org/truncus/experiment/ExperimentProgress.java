package org.truncus.experiment;

import java.io.PrintStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.truncus.list.Split;
import org.truncus.train.RunRecord;

/**
 * Shows on standard error what is done, running and left, with the time to go: on a terminal a
 * table that redraws itself, elsewhere a line whenever a cell begins or ends.
 */
public final class ExperimentProgress implements CellListener {

  private static final long REDRAW_MILLIS = 200;
  private static final int WIDTH = 110;

  private final PrintStream out;
  private final boolean terminal;
  private final Clock clock;
  private final CellStore store;
  private final int total;
  private final int before;
  private final double work;
  private final long startedAt;
  private final Map<Cell, String> running = new LinkedHashMap<>();
  private final Map<Cell, Long> began = new LinkedHashMap<>();
  private int done;
  private int failed;
  private double worked;
  private int drawn;
  private long drawnAt;

  /**
   * Shows the progress of an experiment.
   *
   * @param out usually {@link System#err}; not closed here
   * @param terminal whether {@code out} understands escape sequences
   */
  public ExperimentProgress(
      PrintStream out, boolean terminal, Clock clock, Experiment experiment, Iterable<Cell> left) {
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
    this.store = experiment.store();
    this.total = experiment.cells().size();
    int count = 0;
    double sum = 0;
    for (Cell cell : left) {
      count++;
      sum += cell.work();
    }
    this.before = total - count;
    this.work = sum;
    this.startedAt = clock.millis();
  }

  @Override
  public void started(Cell cell) {
    running.put(cell, "starting");
    began.put(cell, clock.millis());
    if (terminal) {
      draw(true);
    } else {
      out.println(cell.id() + " started: " + cell.words());
    }
  }

  @Override
  public void at(Cell cell, String text) {
    running.put(cell, text);
    if (terminal) {
      draw(false);
    }
  }

  @Override
  public void ended(Cell cell, CellOutcome outcome) {
    running.remove(cell);
    String line;
    if (outcome instanceof CellOutcome.Failed failure) {
      failed++;
      worked += cell.work();
      line = "failed: " + cell.words() + ": " + failure.reason();
    } else if (outcome instanceof CellOutcome.Stopped) {
      line = "stopped: " + cell.words();
    } else {
      done++;
      worked += cell.work();
      line = "done: " + cell.words() + ": " + scores(cell) + " in " + time(since(began.get(cell)));
    }
    erase();
    out.println(cell.id() + " " + line + (terminal ? "" : "; " + counts()));
    if (terminal) {
      draw(true);
    }
  }

  /** Takes the table away. */
  public void close() {
    erase();
  }

  private String scores(Cell cell) {
    RunRecord.SplitMetrics metrics =
        store.result(cell).map(result -> result.metrics(Split.VAL)).orElse(null);
    return metrics == null
        ? "no validation"
        : "val AUROC %s, AUPRC %s"
            .formatted(number(metrics.macro().auroc()), number(metrics.macro().auprc()));
  }

  private static String number(Double value) {
    return value == null ? "undefined" : String.format(Locale.ROOT, "%.3f", value);
  }

  private String counts() {
    int left = total - before - done - failed - running.size();
    StringBuilder text = new StringBuilder();
    text.append(before + done).append(" of ").append(total).append(" done");
    if (failed > 0) {
      text.append(", ").append(failed).append(" failed");
    }
    text.append(", ").append(running.size()).append(" running, ").append(left).append(" left");
    if (worked > 0 && worked < work) {
      long millis = since(startedAt);
      text.append(", about ")
          .append(time(Math.round(millis / worked * (work - worked))))
          .append(" to go");
    }
    return text.toString();
  }

  private long since(long millis) {
    return clock.millis() - millis;
  }

  private static String time(long millis) {
    long seconds = millis / 1000;
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  private void draw(boolean now) {
    if (!now && since(drawnAt) < REDRAW_MILLIS) {
      return;
    }
    erase();
    drawnAt = clock.millis();
    running.forEach(
        (cell, text) ->
            line(
                "%s %-34s %s, %s"
                    .formatted(cell.id(), cell.words(), time(since(began.get(cell))), text)));
    line(counts());
    out.flush();
  }

  private void line(String text) {
    out.println(text.length() > WIDTH ? text.substring(0, WIDTH) : text);
    drawn++;
  }

  private void erase() {
    if (drawn > 0) {
      out.print("\033[" + drawn + "A\033[J");
      drawn = 0;
    }
  }
}
