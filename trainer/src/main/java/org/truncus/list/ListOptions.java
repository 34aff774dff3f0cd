package org.truncus.list;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.truncus.problem.UsageException;

/**
 * How a list is read.
 *
 * @param root folder that image paths are relative to; null for the list's own folder
 * @param labels the labels to read, in this order; empty for all of the list's. For a multi-class
 *     list these are the classes, and a row of another class is a problem
 * @param uncertain what {@code -1} counts as
 */
public record ListOptions(Path root, List<String> labels, Uncertain uncertain) {

  /** Keeps an unmodifiable list; refuses a label that is named twice. */
  public ListOptions {
    labels = List.copyOf(labels);
    if (Set.copyOf(labels).size() < labels.size()) {
      throw new UsageException(
          "labels " + String.join(", ", labels) + ": one is named twice, expected each once");
    }
  }

  /** The list's own folder, all labels, uncertain ones masked. */
  public static ListOptions standard() {
    return new ListOptions(null, List.of(), Uncertain.IGNORE);
  }
}
