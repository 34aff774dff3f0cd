package org.truncus.progress;

/** Receives the progress of long work. Implementations are called from one thread at a time. */
public interface Progress {

  /**
   * Begins one piece of work.
   *
   * @param what a few words, for example {@code epoch 3/20}
   * @param total number of steps, or 0 where it isn't known
   */
  Task begin(String what, long total);

  /** A line for the log: a fact worth keeping, such as the metrics of an epoch. */
  void say(String line);

  /** One piece of work under way; closing it ends its line. */
  interface Task extends AutoCloseable {

    /**
     * Tells how far the work has come.
     *
     * @param done steps done since the beginning
     * @param note a short remark such as {@code loss 0.412}, or the empty string
     */
    void at(long done, String note);

    @Override
    void close();
  }

  /** Shows nothing. */
  static Progress silent() {
    return new Progress() {
      @Override
      public Task begin(String what, long total) {
        return new Task() {
          @Override
          public void at(long done, String note) {}

          @Override
          public void close() {}
        };
      }

      @Override
      public void say(String line) {}
    };
  }
}
