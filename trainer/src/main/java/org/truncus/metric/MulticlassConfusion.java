package org.truncus.metric;

import java.util.Arrays;

/**
 * Counts of true and predicted classes. Ratios of nothing are NaN.
 *
 * @param counts {@code [L][L]} rows by true class, then by predicted class; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // shown, never compared
public record MulticlassConfusion(long[][] counts) {

  /**
   * Counts rows.
   *
   * @param classes {@code [N]} true class, from 0
   * @param predicted {@code [N]} predicted class
   * @param labels how many classes
   */
  public static MulticlassConfusion of(int[] classes, int[] predicted, int labels) {
    long[][] counts = new long[labels][labels];
    for (int i = 0; i < classes.length; i++) {
      counts[classes[i]][predicted[i]]++;
    }
    return new MulticlassConfusion(counts);
  }

  /** The index of the highest score; of several, the first. */
  public static int topOne(double[] scores) {
    int top = 0;
    for (int l = 1; l < scores.length; l++) {
      top = scores[l] > scores[top] ? l : top;
    }
    return top;
  }

  /** How many rows. */
  public long rows() {
    return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
  }

  /** Rows whose class is predicted. */
  public long hits() {
    long hits = 0;
    for (int l = 0; l < counts.length; l++) {
      hits += counts[l][l];
    }
    return hits;
  }

  /** Share of rows whose class is predicted: top-1 accuracy. */
  public double accuracy() {
    return rows() == 0 ? Double.NaN : (double) hits() / rows();
  }

  /** Mean over the classes that occur of the share of their rows that is found. */
  public double balancedAccuracy() {
    double sum = 0;
    int occurring = 0;
    for (int l = 0; l < counts.length; l++) {
      double recall = against(l).sensitivity();
      if (!Double.isNaN(recall)) {
        sum += recall;
        occurring++;
      }
    }
    return sum / occurring;
  }

  /** Mean {@link Confusion#f1} over the classes that occur or are predicted. */
  public double macroF1() {
    double sum = 0;
    int seen = 0;
    for (int l = 0; l < counts.length; l++) {
      double f1 = against(l).f1();
      if (!Double.isNaN(f1)) {
        sum += f1;
        seen++;
      }
    }
    return sum / seen;
  }

  /** One class against the rest. */
  public Confusion against(int label) {
    long tp = counts[label][label];
    long fn = Arrays.stream(counts[label]).sum() - tp;
    long fp = Arrays.stream(counts).mapToLong(row -> row[label]).sum() - tp;
    return new Confusion(tp, fp, rows() - tp - fn - fp, fn);
  }
}
