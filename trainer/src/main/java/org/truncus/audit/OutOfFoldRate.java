package org.truncus.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The score of a category: how frequent the label is among the rows of that category which belong
 * to patients of the other folds. A category that only one patient has is thereby of no use, as it
 * would be for a new patient, and a column of as many names as rows can't predict by remembering.
 *
 * <p>Folds go by patient, those with and without the label dealt out evenly. One row of the overall
 * rate is added to each category, so what was never seen elsewhere scores that rate.
 */
final class OutOfFoldRate {

  private static final int FOLDS = 5;

  private final Map<String, long[][]> counts = new HashMap<>();
  private final Map<String, Integer> folds;

  private OutOfFoldRate(Map<String, Integer> folds) {
    this.folds = folds;
  }

  /**
   * The scores of a contrast's rows.
   *
   * @param values for each row of the list
   * @param seed deals the patients
   */
  static double[] of(String[] values, Contrast contrast, long seed) {
    OutOfFoldRate rate = new OutOfFoldRate(folds(contrast, seed));
    int n = contrast.rows().length;
    for (int i = 0; i < n; i++) {
      long[][] cells =
          rate.counts.computeIfAbsent(values[contrast.rows()[i]], key -> new long[2][FOLDS]);
      cells[contrast.positives()[i] ? 1 : 0][rate.folds.get(contrast.patients()[i])]++;
    }
    double overall = (double) contrast.positiveCount() / n;
    double[] scores = new double[n];
    for (int i = 0; i < n; i++) {
      scores[i] = rate.score(values[contrast.rows()[i]], contrast.patients()[i], overall);
    }
    return scores;
  }

  private double score(String value, String patient, double overall) {
    long[][] cells = counts.get(value);
    double with = overall;
    double all = 1;
    for (int fold = 0; fold < FOLDS; fold++) {
      if (fold != folds.get(patient)) {
        with += cells[1][fold];
        all += cells[0][fold] + cells[1][fold];
      }
    }
    return with / all;
  }

  private static Map<String, Integer> folds(Contrast contrast, long seed) {
    Map<String, Boolean> positive = new TreeMap<>();
    for (int i = 0; i < contrast.rows().length; i++) {
      positive.merge(contrast.patients()[i], contrast.positives()[i], Boolean::logicalOr);
    }
    List<String> patients = new ArrayList<>(positive.keySet());
    Collections.shuffle(patients, new Random(seed));
    patients.sort((a, b) -> Boolean.compare(positive.get(b), positive.get(a)));
    Map<String, Integer> folds = new HashMap<>();
    for (int p = 0; p < patients.size(); p++) {
      folds.put(patients.get(p), p % FOLDS);
    }
    return folds;
  }
}
