package org.truncus.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.truncus.list.LabelScores;
import org.truncus.list.ScoreTable;
import org.truncus.problem.InvalidInputException;

/**
 * The rows that two files have in common: by {@code image}, or by position where neither file names
 * images or both name the same ones in the same order.
 *
 * @param ofFirst row numbers in the first file
 * @param ofSecond the same rows in the second file
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record RowPairing(int[] ofFirst, int[] ofSecond) {

  private static final int SHOWN = 5;

  /**
   * Pairs the rows.
   *
   * @throws InvalidInputException where they can't be paired, or differ in what is known of an
   *     image or in whose it is
   */
  static RowPairing of(ScoreTable first, ScoreTable second) {
    RowPairing pairing =
        first.images().equals(second.images()) ? byPosition(first, second) : byImage(first, second);
    pairing.requireSamePatients(first, second);
    pairing.requireSameTargets(first, second);
    return pairing;
  }

  private static RowPairing byPosition(ScoreTable first, ScoreTable second) {
    if (first.rows() != second.rows()) {
      throw new InvalidInputException(
          second.file()
              + ": has "
              + second.rows()
              + " rows, "
              + first.file()
              + " has "
              + first.rows()
              + "; without a column image in both they can only be paired by position");
    }
    int[] rows = new int[first.rows()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
    }
    return new RowPairing(rows, rows);
  }

  private static RowPairing byImage(ScoreTable first, ScoreTable second) {
    Map<String, Integer> ofFirst = rowsByImage(first);
    Map<String, Integer> ofSecond = rowsByImage(second);
    List<Integer> common = new ArrayList<>();
    for (int row = 0; row < first.rows(); row++) {
      if (ofSecond.containsKey(first.images().get(row))) {
        common.add(row);
      }
    }
    if (common.isEmpty()) {
      throw new InvalidInputException(
          second.file()
              + ": has no image in common with "
              + first.file()
              + ", which begins with "
              + first.images().get(0)
              + ", this one with "
              + second.images().get(0));
    }
    return new RowPairing(
        common.stream().mapToInt(row -> ofFirst.get(first.images().get(row))).toArray(),
        common.stream().mapToInt(row -> ofSecond.get(first.images().get(row))).toArray());
  }

  private static Map<String, Integer> rowsByImage(ScoreTable table) {
    if (table.images().isEmpty()) {
      throw new InvalidInputException(
          table.file()
              + ": has no column image, so its rows can't be paired with those of a file"
              + " that has; add the column");
    }
    Map<String, Integer> rows = new HashMap<>();
    for (int row = 0; row < table.rows(); row++) {
      String image = table.images().get(row);
      if (rows.put(image, row) != null) {
        throw new InvalidInputException(
            table.file()
                + ": names the image "
                + image
                + " more than once, so its rows can't be"
                + " paired; make the names unique");
      }
    }
    return rows;
  }

  private void requireSamePatients(ScoreTable first, ScoreTable second) {
    if (first.patientsKnown() && second.patientsKnown()) {
      List<String> different = new ArrayList<>();
      for (int i = 0; i < ofFirst.length; i++) {
        String one = first.patients().get(ofFirst[i]);
        String other = second.patients().get(ofSecond[i]);
        if (!one.equals(other)) {
          different.add(name(first, i) + " is of patient " + one + ", there of " + other);
        }
      }
      refuse(first, second, "patients", different);
    }
  }

  private void requireSameTargets(ScoreTable first, ScoreTable second) {
    List<String> different = new ArrayList<>();
    for (LabelScores label : first.labels()) {
      for (LabelScores other : second.labels()) {
        if (label.label().equals(other.label())) {
          addDifferent(first, label, other, different);
        }
      }
    }
    refuse(first, second, "targets", different);
  }

  private void addDifferent(
      ScoreTable first, LabelScores label, LabelScores other, List<String> different) {
    for (int i = 0; i < ofFirst.length; i++) {
      double one = label.targets()[ofFirst[i]];
      double two = other.targets()[ofSecond[i]];
      if (Double.compare(one, two) != 0) {
        different.add(
            label.label() + " of " + name(first, i) + " is " + text(one) + ", there " + text(two));
      }
    }
  }

  private static void refuse(
      ScoreTable first, ScoreTable second, String what, List<String> different) {
    if (!different.isEmpty()) {
      throw new InvalidInputException(
          second.file()
              + ": "
              + different.size()
              + " "
              + what
              + " differ from those of "
              + first.file()
              + ":\n  "
              + String.join("\n  ", different.subList(0, Math.min(SHOWN, different.size())))
              + "\nA comparison needs two models on the same images, with the same known findings");
    }
  }

  private String name(ScoreTable first, int i) {
    return first.images().isEmpty() ? "row " + (ofFirst[i] + 1) : first.images().get(ofFirst[i]);
  }

  private static String text(double target) {
    return Double.isNaN(target) ? "blank" : Integer.toString((int) target);
  }
}
