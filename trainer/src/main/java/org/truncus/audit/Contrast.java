package org.truncus.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.truncus.list.ImageList;
import org.truncus.list.ListRow;
import org.truncus.list.Task;
import org.truncus.metric.RateEstimate;

/**
 * The rows with a label against others.
 *
 * @param label a finding, or a class of several
 * @param against which other rows
 * @param rows of the list, ascending; those whose label isn't known are not among them
 * @param positives for each of these rows whether it has the label
 * @param patients for each of these rows whose it is
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Contrast(
    String label, Against against, int[] rows, boolean[] positives, String[] patients) {

  /** Which rows a label is told from. */
  public enum Against {
    /** All that don't have it. */
    REST("rest"),
    /** Those with no finding at all: the contrast of many published data sets, and an easy one. */
    NOTHING("nothing");

    private final String text;

    Against(String text) {
      this.text = text;
    }

    /** As written in JSON and tables. */
    public String text() {
      return text;
    }
  }

  /** The contrasts of a list that have both kinds of rows, by label. */
  static List<Contrast> of(ImageList list) {
    List<Contrast> contrasts = new ArrayList<>();
    for (int l = 0; l < list.labels().size(); l++) {
      Contrast rest = of(list, l, Against.REST);
      if (!rest.hasBoth()) {
        continue;
      }
      contrasts.add(rest);
      if (list.task() == Task.MULTILABEL) {
        Contrast nothing = of(list, l, Against.NOTHING);
        if (nothing.hasBoth() && nothing.rows.length < rest.rows.length) {
          contrasts.add(nothing);
        }
      }
    }
    return contrasts;
  }

  private static Contrast of(ImageList list, int label, Against against) {
    List<ListRow> all = list.rows();
    int[] rows =
        IntStream.range(0, all.size())
            .filter(i -> belongs(all.get(i).targets(), label, against))
            .toArray();
    boolean[] positives = new boolean[rows.length];
    String[] patients = new String[rows.length];
    for (int i = 0; i < rows.length; i++) {
      positives[i] = all.get(rows[i]).targets()[label] > 0.5f;
      patients[i] = all.get(rows[i]).patientId();
    }
    return new Contrast(list.labels().get(label), against, rows, positives, patients);
  }

  private static boolean belongs(float[] targets, int label, Against against) {
    if (Float.isNaN(targets[label])) {
      return false;
    }
    return targets[label] > 0.5f || against == Against.REST || !anyPositive(targets);
  }

  private static boolean anyPositive(float[] targets) {
    for (float target : targets) {
      if (target > 0.5f) {
        return true;
      }
    }
    return false;
  }

  /** The same contrast on some of its rows. */
  Contrast where(IntPredicate row) {
    int[] kept = IntStream.range(0, rows.length).filter(i -> row.test(rows[i])).toArray();
    boolean[] keptPositives = new boolean[kept.length];
    for (int i = 0; i < kept.length; i++) {
      keptPositives[i] = positives[kept[i]];
    }
    return new Contrast(
        label,
        against,
        Arrays.stream(kept).map(i -> rows[i]).toArray(),
        keptPositives,
        Arrays.stream(kept).mapToObj(i -> patients[i]).toArray(String[]::new));
  }

  /** How many rows have the label. */
  public int positiveCount() {
    int count = 0;
    for (boolean positive : positives) {
      count += positive ? 1 : 0;
    }
    return count;
  }

  /** How many patients have a row with, or without, the label; a patient may have both. */
  public int patientCount(boolean positive) {
    Set<String> distinct = new HashSet<>();
    for (int i = 0; i < patients.length; i++) {
      if (positives[i] == positive) {
        distinct.add(patients[i]);
      }
    }
    return distinct.size();
  }

  /** Whether enough patients are of either kind for an interval to be believed. */
  boolean isEnough() {
    return Math.min(patientCount(true), patientCount(false)) >= RateEstimate.FEWEST_PATIENTS;
  }

  private boolean hasBoth() {
    int count = positiveCount();
    return count > 0 && count < rows.length;
  }
}
