package org.truncus.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Rows dealt into folds by patient, so that no patient is in two. Patients of every kind are spread
 * evenly; the deal is a function of their ids alone, not of the order of rows.
 *
 * @param count how many
 * @param ofRow {@code [N]} the fold of each row, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity
record PatientFolds(int count, int[] ofRow) {

  /** How many folds there are. */
  static final int COUNT = 5;

  /**
   * Deals.
   *
   * @param patients {@code [N]} whose row it is
   * @param kinds {@code [N]} from 0; a patient is of the highest kind of its rows
   */
  static PatientFolds of(String[] patients, int[] kinds) {
    Map<String, Integer> kindOf = new TreeMap<>();
    for (int i = 0; i < patients.length; i++) {
      kindOf.merge(patients[i], kinds[i], Math::max);
    }
    List<String> order = new ArrayList<>(kindOf.keySet());
    order.sort(
        Comparator.comparing((String patient) -> -kindOf.get(patient))
            .thenComparing(patient -> new SplittableRandom(patient.hashCode()).nextLong()));
    Map<String, Integer> foldOf = new TreeMap<>();
    for (int i = 0; i < order.size(); i++) {
      foldOf.put(order.get(i), i % COUNT);
    }
    int[] ofRow = new int[patients.length];
    for (int i = 0; i < ofRow.length; i++) {
      ofRow[i] = foldOf.get(patients[i]);
    }
    return new PatientFolds(COUNT, ofRow);
  }

  /** Of a label: patients with and without a positive row. */
  static PatientFolds of(String[] patients, boolean[] positives) {
    int[] kinds = new int[positives.length];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = positives[i] ? 1 : 0;
    }
    return of(patients, kinds);
  }

  /** Indices of the rows of a fold, or of all others. */
  int[] rows(int fold, boolean inside) {
    int[] rows = new int[ofRow.length];
    int n = 0;
    for (int i = 0; i < ofRow.length; i++) {
      if ((ofRow[i] == fold) == inside) {
        rows[n++] = i;
      }
    }
    return Arrays.copyOf(rows, n);
  }
}
