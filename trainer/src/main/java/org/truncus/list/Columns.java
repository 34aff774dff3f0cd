package org.truncus.list;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVRecord;

/**
 * The header of a list; columns are found by name.
 *
 * @param names in the order of the file, stripped; some may be empty
 */
record Columns(List<String> names) {

  /** Whether there is a column of each of these names. */
  boolean has(String... wanted) {
    return names.containsAll(Arrays.asList(wanted));
  }

  /** Where the first of these names stands; -1 where there is none of them. */
  int index(String... alternatives) {
    for (String name : alternatives) {
      int index = names.indexOf(name);
      if (index >= 0) {
        return index;
      }
    }
    return -1;
  }

  /** The header with its names in lower case. */
  Columns lowerCase() {
    return new Columns(names.stream().map(n -> n.toLowerCase(java.util.Locale.ROOT)).toList());
  }

  /** Reports columns that are missing; answers whether none is. */
  boolean require(ListFormat format, ProblemCollector problems, String... wanted) {
    List<String> missing = new ArrayList<>(Arrays.asList(wanted));
    missing.removeAll(names);
    if (!missing.isEmpty()) {
      problems.add(
          1,
          "",
          "missing "
              + String.join(", ", missing)
              + " for a list of the form "
              + format.text()
              + "; found the columns "
              + String.join(", ", names));
    }
    return missing.isEmpty();
  }

  /** The stripped value of a column; empty where the column is missing (index -1). */
  static String text(CSVRecord values, int index) {
    return index < 0 ? "" : values.get(index).strip();
  }
}
