package org.truncus.gateway.report;

import java.util.Objects;

/**
 * A coded concept (PS3.3 section 8.8).
 *
 * @param value code value; longer than 16 characters goes to LongCodeValue
 * @param scheme coding scheme designator, such as {@code SCT} or {@code DCM}, at most 16 characters
 * @param schemeVersion version, or empty where the scheme needs none
 * @param meaning what it means, at most 64 characters
 */
public record Code(String value, String scheme, String schemeVersion, String meaning) {
  /** Designator of this project's own scheme, for labels which nobody has given a code. */
  public static final String PRIVATE_SCHEME = "99TRUNCUS";

  /** Checks the lengths; throws {@link IllegalArgumentException}. */
  public Code {
    Objects.requireNonNull(schemeVersion, "schemeVersion");
    check("value", value, Integer.MAX_VALUE);
    check("scheme", scheme, 16);
    check("meaning", meaning, 64);
  }

  /** A code whose scheme needs no version. */
  public static Code of(String value, String scheme, String meaning) {
    return new Code(value, scheme, "", meaning);
  }

  /** A code of the private scheme for a label without one: never a guess at a public code. */
  public static Code ofLabel(String label) {
    String meaning = label.length() <= 64 ? label : label.substring(0, 64);
    return new Code(label, PRIVATE_SCHEME, "", meaning);
  }

  private static void check(String part, String text, int longest) {
    Objects.requireNonNull(text, part);
    if (text.isBlank() || text.length() > longest || text.indexOf('\\') >= 0) {
      throw new IllegalArgumentException(
          "code "
              + part
              + " must have 1 to "
              + longest
              + " characters, no backslash, found: "
              + text);
    }
  }
}
