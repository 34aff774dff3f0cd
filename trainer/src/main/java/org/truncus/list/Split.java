package org.truncus.list;

import java.util.Locale;
import java.util.Optional;

/** The part of a list a row belongs to. */
public enum Split {
  /** Rows the weights are fitted on. */
  TRAIN,
  /** Rows the epoch, the cut, the temperature and the thresholds are chosen on. */
  VAL,
  /** Rows that are looked at once, after every choice is made. */
  TEST;

  /** The text in files and on the command line: {@code train}, {@code val}, {@code test}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The split of that text; empty where it is none of {@code train|val|test}. */
  public static Optional<Split> parse(String text) {
    for (Split split : values()) {
      if (split.text().equals(text)) {
        return Optional.of(split);
      }
    }
    return Optional.empty();
  }
}
