package org.truncus.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can only be seen by looking at several rows: duplicates, patients in two splits. */
final class RowChecks {

  private record Seen(long line, Split split) {}

  private final ProblemCollector problems;
  private final Map<String, ListRow> images = new HashMap<>();
  private final Map<String, Seen> patients = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private final List<Long> withoutSplit = new ArrayList<>();
  private boolean anySplit;

  RowChecks(ProblemCollector problems) {
    this.problems = problems;
  }

  /** Reports an image that another row has already. */
  void image(ListRow row, String column) {
    ListRow first = images.putIfAbsent(row.below(), row);
    if (first != null) {
      problems.add(
          row.line(), column, "'" + row.image() + "' stands already in line " + first.line());
    }
  }

  /** Reports a patient who is in another split elsewhere; nothing where there is no split. */
  void patient(long line, String patient, Split split) {
    if (split == null) {
      return;
    }
    Seen first = patients.putIfAbsent(patient, new Seen(line, split));
    if (first != null && first.split() != split && told.add(patient)) {
      problems.add(
          line,
          "split",
          "patient '"
              + patient
              + "' is in "
              + split.text()
              + " here and in "
              + first.split().text()
              + " in line "
              + first.line()
              + "; a patient belongs to one split");
    }
  }

  /** Reads a split; blank is allowed as long as every row is blank. */
  Split split(long line, String text) {
    if (text.isEmpty()) {
      withoutSplit.add(line);
      return null;
    }
    anySplit = true;
    Split split = Split.parse(text).orElse(null);
    if (split == null) {
      problems.add(line, "split", "found '" + text + "', expected train, val or test");
    }
    return split;
  }

  /** Reports the rows without a split where others have one. */
  void finish() {
    if (anySplit) {
      for (long line : withoutSplit) {
        problems.add(line, "split", "is blank while other rows have one");
      }
    }
  }
}
