package org.truncus.validate;

import org.truncus.list.ListRow;

/**
 * A row that could not be scored.
 *
 * @param row of the list
 * @param code {@code invalid} where the image is broken, {@code unsupported} where its kind isn't
 *     handled
 * @param message why
 */
public record Failure(ListRow row, String code, String message) {

  /** The message without the file and its own numbers, so that alike failures read alike. */
  public String reason() {
    String file = row.file() + ": ";
    String reason = message.startsWith(file) ? message.substring(file.length()) : message;
    return reason.replaceAll("[0-9]+", "#");
  }
}
