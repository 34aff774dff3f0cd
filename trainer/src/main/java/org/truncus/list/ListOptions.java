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
 *     list these are the classes, and a row of another class is a problem. The one finding of a
 *     two-column list takes the name given here
 * @param policy what uncertain and blank labels count as
 * @param format the form of the list; null to tell it by the header
 */
public record ListOptions(Path root, List<String> labels, LabelPolicy policy, ListFormat format) {

  /** Keeps an unmodifiable list; refuses a label that is named twice. */
  public ListOptions {
    labels = List.copyOf(labels);
    policy = policy == null ? LabelPolicy.standard() : policy;
    if (Set.copyOf(labels).size() < labels.size()) {
      throw new UsageException(
          "labels " + String.join(", ", labels) + ": one is named twice, expected each once");
    }
  }

  /** One policy for all uncertain labels, the form told by the header. */
  public ListOptions(Path root, List<String> labels, Uncertain uncertain) {
    this(root, labels, LabelPolicy.of(uncertain), null);
  }

  /** The list's own folder, all labels, uncertain ones masked, the form told by the header. */
  public static ListOptions standard() {
    return new ListOptions(null, List.of(), LabelPolicy.standard(), null);
  }

  /** The same with one form forced; null to tell it by the header. */
  public ListOptions withFormat(ListFormat other) {
    return new ListOptions(root, labels, policy, other);
  }
}
