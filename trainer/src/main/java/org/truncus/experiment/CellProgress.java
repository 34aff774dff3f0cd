package org.truncus.experiment;

import java.util.function.Consumer;
import org.truncus.progress.Progress;

/** The progress of a run as one line of text. */
final class CellProgress implements Progress {

  private final Consumer<String> line;

  CellProgress(Consumer<String> line) {
    this.line = line;
  }

  @Override
  public Task begin(String what, long total) {
    return new Task() {
      @Override
      public void at(long done, String note) {
        String of = total > 0 ? done + "/" + total : Long.toString(done);
        line.accept(what + ", " + of + (note.isEmpty() ? "" : ", " + note));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void say(String text) {}
}
