package org.truncus.model;

/**
 * A coded concept, PS3.3 table 8.8-1.
 *
 * @param value Code Value (0008,0100), for example {@code 233604007}
 * @param scheme Coding Scheme Designator (0008,0102), for example {@code SCT}
 * @param meaning Code Meaning (0008,0104), at most 64 characters
 */
public record LabelCode(String value, String scheme, String meaning) {

  /** Checks that all three are there and fit their value representations. */
  public LabelCode {
    check("value", value, 16);
    check("scheme", scheme, 16);
    check("meaning", meaning, 64);
  }

  private static void check(String what, String text, int longest) {
    if (text == null || text.isBlank() || text.length() > longest) {
      throw new IllegalArgumentException(
          "the " + what + " of a label code must have 1 to " + longest + " characters: " + text);
    }
  }
}
