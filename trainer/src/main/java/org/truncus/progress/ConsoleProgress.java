package org.truncus.progress;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Locale;

/**
 * Progress on standard error: a bar that redraws itself on a terminal, otherwise a plain line at
 * the start of a task and then at most every ten seconds.
 */
public final class ConsoleProgress implements Progress {

  private static final int BAR_WIDTH = 24;
  private static final long REDRAW_MILLIS = 100;
  private static final long PLAIN_MILLIS = 10_000;

  private final PrintStream out;
  private final boolean terminal;
  private final Clock clock;

  /**
   * Shows progress on the given stream.
   *
   * @param out usually {@link System#err}; not closed here
   * @param terminal whether {@code out} is a terminal that understands a carriage return
   * @param clock for rates and times to go
   */
  public ConsoleProgress(PrintStream out, boolean terminal, Clock clock) {
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Task begin(String what, long total) {
    return new Line(what, total);
  }

  @Override
  public void say(String line) {
    out.println(line);
  }

  private final class Line implements Task {

    private final String what;
    private final long total;
    private final long startedAt = clock.millis();
    private long shownAt;
    private int width;

    Line(String what, long total) {
      this.what = what;
      this.total = total;
      this.shownAt = terminal ? 0 : startedAt;
    }

    @Override
    public void at(long done, String note) {
      long now = clock.millis();
      if (now - shownAt < (terminal ? REDRAW_MILLIS : PLAIN_MILLIS)) {
        return;
      }
      shownAt = now;
      String text = text(done, note, now);
      if (terminal) {
        out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
        out.flush();
        width = text.length();
      } else {
        out.println(text);
      }
    }

    private String text(long done, String note, long now) {
      StringBuilder text = new StringBuilder(what);
      double seconds = (now - startedAt) / 1000.0;
      if (total > 0) {
        double share = Math.min(1, (double) done / total);
        int filled = (int) Math.round(share * BAR_WIDTH);
        if (terminal) {
          text.append(" [").append("=".repeat(filled)).append(" ".repeat(BAR_WIDTH - filled));
          text.append(']');
        }
        text.append(String.format(Locale.ROOT, " %d/%d", done, total));
        if (done > 0 && done < total) {
          long left = Math.round(seconds / done * (total - done));
          text.append(String.format(Locale.ROOT, ", %d:%02d to go", left / 60, left % 60));
        }
      } else {
        text.append(String.format(Locale.ROOT, " %d", done));
      }
      return note.isEmpty() ? text.toString() : text + ", " + note;
    }

    @Override
    public void close() {
      if (terminal && width > 0) {
        out.print("\r" + " ".repeat(width) + "\r");
        out.flush();
      }
    }
  }
}
