package org.truncus.list;

import java.util.Optional;

/** What a list says about one label of one image. */
enum Answer {
  POSITIVE,
  NEGATIVE,
  UNCERTAIN,
  NOT_SAID;

  /** Reads {@code 1|0|-1} or blank, with or without {@code .0}; empty where it is none of them. */
  static Optional<Answer> parse(String text) {
    return switch (text) {
      case "1", "1.0" -> Optional.of(POSITIVE);
      case "0", "0.0" -> Optional.of(NEGATIVE);
      case "-1", "-1.0" -> Optional.of(UNCERTAIN);
      case "" -> Optional.of(NOT_SAID);
      default -> Optional.empty();
    };
  }
}
