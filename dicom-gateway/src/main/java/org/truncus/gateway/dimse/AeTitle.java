package org.truncus.gateway.dimse;

import org.truncus.problem.UsageException;

/** The rules of an application entity title (PS3.5 §6.2, VR AE). */
public final class AeTitle {

  private static final int MAX_LENGTH = 16;

  private AeTitle() {}

  /**
   * The title without leading and trailing spaces.
   *
   * @throws UsageException where it is empty, longer than 16 characters, or holds a backslash or a
   *     character outside of printable ASCII
   */
  public static String check(String title) {
    String trimmed = title.strip();
    if (!isValid(trimmed)) {
      throw new UsageException(
          "'%s' is not an AE title: found %d characters, expected 1 to 16 printable ASCII characters without backslash"
              .formatted(trimmed, trimmed.length()));
    }
    return trimmed;
  }

  /** Whether the text, already trimmed, may stand as a title. */
  public static boolean isValid(String title) {
    return !title.isEmpty()
        && title.length() <= MAX_LENGTH
        && title.chars().allMatch(c -> c >= 0x20 && c <= 0x7E && c != '\\');
  }
}
