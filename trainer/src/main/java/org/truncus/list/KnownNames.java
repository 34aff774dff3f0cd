package org.truncus.list;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.truncus.problem.UsageException;

/** Helps with names that were mistyped. */
public final class KnownNames {

  private KnownNames() {}

  /** The failure for a label that a list doesn't have. */
  static UsageException unknownLabel(String where, String label, List<String> known) {
    return new UsageException(
        where
            + " the label '"
            + label
            + "'."
            + nearest(label, known).map(name -> " Did you mean '" + name + "'?").orElse("")
            + " The list has "
            + String.join(", ", known));
  }

  /** The known name that differs least, by at most two letters or by their case. */
  public static Optional<String> nearest(String name, List<String> known) {
    String best = null;
    int least = 3;
    for (String candidate : known) {
      int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < least && distance < Math.max(1, name.length() / 2)) {
        least = distance;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Insertions, deletions and replacements (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
