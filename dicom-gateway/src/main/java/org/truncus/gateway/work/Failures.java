package org.truncus.gateway.work;

/** Words for failures that may go to logs and to the database: never a value out of a data set. */
public final class Failures {

  private static final int LONGEST = 480;

  private Failures() {}

  /**
   * The kinds of an exception and of its causes, outermost first, and the line it came from. The
   * messages are left out: a parser's message can quote patient data.
   */
  public static String describe(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = failure; t != null && text.length() < LONGEST; t = t.getCause()) {
      text.append(text.isEmpty() ? "" : " < ").append(t.getClass().getSimpleName());
      for (StackTraceElement frame : t.getStackTrace()) {
        if (frame.getClassName().startsWith("org.truncus.")) {
          String file = frame.getFileName();
          text.append('(').append(file).append(':').append(frame.getLineNumber()).append(')');
          break;
        }
      }
    }
    return cut(text.toString());
  }

  /** At most as long as the columns for reasons. */
  public static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
