package org.truncus.calibrate;

import java.util.List;
import org.truncus.list.KnownNames;
import org.truncus.problem.UsageException;

/** Refuses labels that a model doesn't have. */
final class UnknownLabel {

  private UnknownLabel() {}

  static void check(String option, String label, List<String> known) {
    if (!known.contains(label)) {
      throw new UsageException(
          option
              + ": found the label \""
              + label
              + "\", expected one of "
              + String.join(", ", known)
              + KnownNames.nearest(label, known)
                  .map(near -> ". Did you mean " + near + "?")
                  .orElse(""));
    }
  }
}
