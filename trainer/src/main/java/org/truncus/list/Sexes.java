package org.truncus.list;

import java.util.Locale;

/** The sex of a patient in one spelling. */
final class Sexes {

  private Sexes() {}

  /** {@code F}, {@code M}, blank where unknown; anything else as written. */
  static String normal(long line, String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "f", "female" -> "F";
      case "m", "male" -> "M";
      case "", "unknown", "none", "nan" -> "";
      default -> text.strip();
    };
  }
}
