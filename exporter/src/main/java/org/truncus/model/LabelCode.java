package org.truncus.model;

import java.util.Locale;

/**
 * A coded concept, PS3.3 table 8.8-1.
 *
 * @param value Code Value (0008,0100), or Long Code Value (0008,0119) where it has more than 16
 *     characters, for example {@code 233604007}
 * @param scheme Coding Scheme Designator (0008,0102), at most 16 characters, for example {@code
 *     SCT}
 * @param meaning Code Meaning (0008,0104), at most 64 characters
 */
public record LabelCode(String value, String scheme, String meaning) {

  /** The scheme of labels that nobody gave a code: their names, and no guess at a public code. */
  public static final String PRIVATE_SCHEME = "99TRUNCUS";

  private static final String SNOMED = "SCT";

  /** Checks that all three are there and fit their value representations (SH or UC, SH, LO). */
  public LabelCode {
    check("value", value, 64);
    check("scheme", scheme, 16);
    check("meaning", meaning, 64);
    if (scheme.equals(SNOMED) && !SnomedId.valid(value)) {
      throw new IllegalArgumentException(
          value
              + " is no SNOMED CT identifier (6 to 18 digits, the last of which is a check digit);"
              + " look it up again");
    }
  }

  /** What reports say of a label without a code. */
  public static LabelCode ofLabel(String label) {
    String cut = label.length() <= 64 ? label : label.substring(0, 64).strip();
    return new LabelCode(cut, PRIVATE_SCHEME, cut);
  }

  private static void check(String what, String text, int longest) {
    if (text == null || text.isBlank() || text.length() > longest) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the %s of a code must have 1 to %d characters, found %s",
              what,
              longest,
              text == null ? "none" : text.length() + ": '" + text + "'"));
    }
    if (!text.equals(text.strip()) || text.chars().anyMatch(c -> c == '\\' || c < ' ')) {
      throw new IllegalArgumentException(
          "the "
              + what
              + " of a code must have no backslash, no control character and no blank at its ends:"
              + " '"
              + text
              + "'");
    }
  }
}
