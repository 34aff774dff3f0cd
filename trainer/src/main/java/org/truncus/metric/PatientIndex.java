package org.truncus.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Patients as numbers from 0, those of one stratum beside each other. A patient's stratum is the
 * rarest label it is positive for, by patients, or the last stratum where it is positive for none:
 * with one label these are the patients with and without a positive row. Drawing within strata
 * keeps the number of positive patients, so a resample doesn't lose a rare label.
 */
final class PatientIndex {

  private final Map<String, Integer> numbers;

  /** The numbers of the arrays it was made of, so that statistics needn't look names up again. */
  private final IdentityHashMap<String[], int[]> ofRows;

  private final int[] strata;
  private final int negative;

  private PatientIndex(
      Map<String, Integer> numbers,
      IdentityHashMap<String[], int[]> ofRows,
      int[] strata,
      int negative) {
    this.numbers = numbers;
    this.ofRows = ofRows;
    this.strata = strata;
    this.negative = negative;
  }

  /** The patients of one label. */
  static PatientIndex of(String[] patients, boolean[] positives) {
    if (patients.length != positives.length) {
      throw new IllegalArgumentException(
          patients.length + " patients but " + positives.length + " targets");
    }
    return of(Collections.singletonList(patients), Collections.singletonList(positives));
  }

  /** The patients of several labels, each with rows of its own. */
  static PatientIndex of(List<LabelSample> samples) {
    return of(
        samples.stream().map(LabelSample::patients).toList(),
        samples.stream().map(LabelSample::positives).toList());
  }

  /** The patients of a multi-class model: each class is a label. */
  static PatientIndex ofClasses(String[] patients, int[] classes, int labels) {
    List<boolean[]> positives = new ArrayList<>();
    for (int l = 0; l < labels; l++) {
      boolean[] ofClass = new boolean[classes.length];
      for (int i = 0; i < classes.length; i++) {
        ofClass[i] = classes[i] == l;
      }
      positives.add(ofClass);
    }
    return of(Collections.nCopies(labels, patients), positives);
  }

  private static PatientIndex of(List<String[]> patients, List<boolean[]> positives) {
    Map<String, Integer> numbers = new HashMap<>();
    for (String[] ofLabel : patients) {
      for (String patient : ofLabel) {
        numbers.putIfAbsent(patient, numbers.size());
      }
    }
    IdentityHashMap<String[], int[]> ofRows = new IdentityHashMap<>();
    for (String[] ofLabel : patients) {
      ofRows.computeIfAbsent(ofLabel, rows -> Arrays.stream(rows).mapToInt(numbers::get).toArray());
    }
    int labels = patients.size();
    boolean[][] positive = new boolean[labels][numbers.size()];
    BitSet negative = new BitSet();
    for (int l = 0; l < labels; l++) {
      int[] rows = ofRows.get(patients.get(l));
      for (int i = 0; i < rows.length; i++) {
        int patient = rows[i];
        positive[l][patient] |= positives.get(l)[i];
        negative.set(patient, negative.get(patient) || !positives.get(l)[i]);
      }
    }
    int[] strata = strata(positive, numbers.size());
    return renumbered(numbers, ofRows, strata, labels + 1, negative.cardinality());
  }

  /** For each patient its stratum: the rank of its rarest label. */
  private static int[] strata(boolean[][] positive, int patients) {
    int labels = positive.length;
    Integer[] byRarity = new Integer[labels];
    int[] count = new int[labels];
    for (int l = 0; l < labels; l++) {
      byRarity[l] = l;
      for (boolean is : positive[l]) {
        count[l] += is ? 1 : 0;
      }
    }
    Arrays.sort(byRarity, (a, b) -> Integer.compare(count[a], count[b]));
    int[] strata = new int[patients];
    Arrays.fill(strata, labels);
    for (int rank = labels - 1; rank >= 0; rank--) {
      boolean[] ofLabel = positive[byRarity[rank]];
      for (int p = 0; p < patients; p++) {
        strata[p] = ofLabel[p] ? rank : strata[p];
      }
    }
    return strata;
  }

  private static PatientIndex renumbered(
      Map<String, Integer> numbers,
      IdentityHashMap<String[], int[]> ofRows,
      int[] strata,
      int count,
      int negative) {
    int[] starts = new int[count + 1];
    for (int stratum : strata) {
      starts[stratum + 1]++;
    }
    for (int s = 0; s < count; s++) {
      starts[s + 1] += starts[s];
    }
    int[] next = starts.clone();
    int[] renumbered = new int[strata.length];
    for (int p = 0; p < strata.length; p++) {
      renumbered[p] = next[strata[p]]++;
    }
    numbers.replaceAll((patient, number) -> renumbered[number]);
    ofRows.replaceAll(
        (rows, patient) -> Arrays.stream(patient).map(number -> renumbered[number]).toArray());
    return new PatientIndex(numbers, ofRows, starts, negative);
  }

  /** How many patients. */
  int size() {
    return numbers.size();
  }

  /** Where each stratum begins, and at the end the number of patients; strata may be empty. */
  int[] strata() {
    return strata;
  }

  /** Of one label: how many have a positive row. */
  int positive() {
    return strata[1];
  }

  /** Of one label: how many have a negative row; a patient may have rows of both kinds. */
  int negative() {
    return negative;
  }

  /**
   * Of one label: whether enough patients have a positive row, and enough a negative one, for a
   * bootstrap to be believed.
   */
  boolean enough() {
    return Math.min(positive(), negative) >= RateEstimate.FEWEST_PATIENTS;
  }

  /** For each row the number of its patient; not to be changed. */
  int[] numbers(String[] patients) {
    int[] known = ofRows.get(patients);
    return known != null ? known : Arrays.stream(patients).mapToInt(numbers::get).toArray();
  }
}
