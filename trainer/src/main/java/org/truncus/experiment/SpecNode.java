package org.truncus.experiment;

import java.util.List;
import java.util.Map;

/** A part of a specification, with the line it begins in, counted from 1. */
sealed interface SpecNode {

  int line();

  /** A word, a number, or null as the empty string. */
  record Scalar(int line, String text) implements SpecNode {}

  /** A list. */
  record Items(int line, List<SpecNode> items) implements SpecNode {}

  /** Keys and values in the order of the file. */
  record Fields(int line, Map<String, Field> fields) implements SpecNode {}

  /** A key with the line it stands in. */
  record Field(int line, SpecNode value) {}

  /** What this is, for messages. */
  default String kind() {
    if (this instanceof Scalar scalar) {
      return "'" + scalar.text() + "'";
    }
    return this instanceof Items items
        ? "a list of " + items.items().size()
        : "keys " + String.join(", ", ((Fields) this).fields().keySet());
  }
}
