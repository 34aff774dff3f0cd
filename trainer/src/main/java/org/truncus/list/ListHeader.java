package org.truncus.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the columns of a list stand.
 *
 * @param image index of the column {@code image}
 * @param patient index of the column {@code patient_id}
 * @param split index of the column {@code split}; -1 where there is none
 * @param task by the kind of label columns
 * @param labels findings of the list, in its order; empty for a multi-class list
 * @param labelColumns where these stand; one index for a multi-class list
 * @param attributes names of all other columns
 * @param attributeColumns their indices
 */
record ListHeader(
    int image,
    int patient,
    int split,
    Task task,
    List<String> labels,
    List<Integer> labelColumns,
    List<String> attributes,
    List<Integer> attributeColumns) {

  private static final String PREFIX = "label:";
  private static final String EXPECTED =
      "expected image, patient_id, and either label:<name> columns (1, 0, -1 or blank) or one"
          + " column label (a class name), or the header of one of the forms "
          + ListFormat.texts();

  /**
   * Understands a header; reports what is wrong with it and answers empty where it can't be used.
   */
  static Optional<ListHeader> of(List<String> columns, ProblemCollector problems) {
    int classes = columns.indexOf("label");
    List<String> labels = new ArrayList<>();
    List<Integer> labelColumns = new ArrayList<>();
    List<String> attributes = new ArrayList<>();
    List<Integer> attributeColumns = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      String name = columns.get(c);
      if (name.startsWith(PREFIX)) {
        labels.add(name.substring(PREFIX.length()).strip());
        labelColumns.add(c);
      } else if (!name.isEmpty()
          && !List.of("image", "patient_id", "split", "label").contains(name)) {
        attributes.add(name);
        attributeColumns.add(c);
      }
    }
    if (!usable(columns, labels, problems)) {
      return Optional.empty();
    }
    return Optional.of(
        new ListHeader(
            columns.indexOf("image"),
            columns.indexOf("patient_id"),
            columns.indexOf("split"),
            classes >= 0 ? Task.MULTICLASS : Task.MULTILABEL,
            labels,
            classes >= 0 ? List.of(classes) : labelColumns,
            attributes,
            attributeColumns));
  }

  private static boolean usable(
      List<String> columns, List<String> labels, ProblemCollector problems) {
    List<String> missing = new ArrayList<>(List.of("image", "patient_id"));
    missing.removeAll(columns);
    boolean classes = columns.contains("label");
    if (labels.isEmpty() && !classes) {
      missing.add("label:<name> or label");
    }
    if (!missing.isEmpty()) {
      problems.add(
          1,
          "",
          "missing "
              + String.join(", ", missing)
              + "; found the columns "
              + String.join(", ", columns)
              + "; "
              + EXPECTED
              + separatorHint(columns));
    } else if (!labels.isEmpty() && classes) {
      problems.add(1, "label", "found beside label:<name> columns; " + EXPECTED);
    } else if (labels.contains("")) {
      problems.add(1, PREFIX, "the name of the finding is missing after the colon");
    }
    return !problems.any();
  }

  private static String separatorHint(List<String> columns) {
    if (columns.size() != 1) {
      return "";
    }
    String only = columns.get(0);
    return only.contains(";") ? " (separated by commas or tabs, not by semicolons)" : "";
  }
}
