package org.truncus.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.truncus.problem.InvalidInputException;

/** Whether a list can do what it is needed for. */
public final class ListChecks {

  private ListChecks() {}

  /**
   * Labels that have no positive or no negative image where both are needed.
   *
   * @param needed the splits that are needed; none for the list as a whole
   * @return one sentence for each, empty where all is well
   */
  public static List<String> oneClassOnly(ImageList list, Split... needed) {
    List<String> problems = new ArrayList<>();
    if (needed.length == 0) {
      problems.addAll(oneClassOnly("the list", list.labels(), list.rows()));
    }
    for (Split split : needed) {
      problems.addAll(oneClassOnly("split " + split.text(), list.labels(), list.rows(split)));
    }
    return problems;
  }

  /**
   * Refuses a list with such labels.
   *
   * @throws InvalidInputException that tells all of them
   */
  public static void requireBothClasses(ImageList list, Split... needed) {
    List<String> problems = oneClassOnly(list, needed);
    if (!problems.isEmpty()) {
      throw new InvalidInputException(
          list.path()
              + ": not every label has both classes; leave such a label out or add images\n  "
              + String.join("\n  ", problems));
    }
  }

  private static List<String> oneClassOnly(String where, List<String> labels, List<ListRow> rows) {
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, LabelCounts> label : LabelCounts.of(labels, rows).entrySet()) {
      LabelCounts counts = label.getValue();
      if (counts.positives() == 0 || counts.negatives() == 0) {
        problems.add(
            "label '"
                + label.getKey()
                + "' in "
                + where
                + ": "
                + counts.positives()
                + " positive, "
                + counts.negatives()
                + " negative, "
                + counts.masked()
                + " without a label; at least one of each class is needed");
      }
    }
    return problems;
  }
}
