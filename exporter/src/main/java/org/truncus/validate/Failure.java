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
public record Failure(ListRow row, String code, String message) {}
