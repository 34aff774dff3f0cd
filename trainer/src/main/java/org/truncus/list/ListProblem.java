package org.truncus.list;

/**
 * One thing that is wrong with a list.
 *
 * @param line where, counted from 1 (the header); 0 where it concerns the whole file
 * @param column name of the column; empty where it concerns the whole row
 * @param message what was found, what was expected
 */
public record ListProblem(long line, String column, String message) {

  /** For example {@code line 7, column label:opacity: found 'yes', expected 1, 0, -1 or blank}. */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (line > 0) {
      text.append("line ").append(line);
    }
    if (!column.isEmpty()) {
      text.append(text.isEmpty() ? "" : ", ").append("column ").append(column);
    }
    return text.isEmpty() ? message : text.append(": ").append(message).toString();
  }
}
