package org.truncus.metric;

import java.util.Random;
import java.util.stream.IntStream;

/** Samples given by the ranks of their positives, and resamples written out row by row. */
final class Ranks {

  final double[] scores;
  final boolean[] positives;

  private Ranks(double[] scores, boolean[] positives) {
    this.scores = scores;
    this.positives = positives;
  }

  /** {@code n} rows of distinct score, positive at the given ranks (1 is the highest score). */
  static Ranks of(int n, int... ranks) {
    double[] scores = new double[n];
    boolean[] positives = new boolean[n];
    for (int i = 0; i < n; i++) {
      scores[i] = 1.0 - (double) i / n;
    }
    for (int rank : ranks) {
      positives[rank - 1] = true;
    }
    return new Ranks(scores, positives);
  }

  /** Scores of few distinct values, so with many ties. */
  static Ranks random(int n, int values, Random random) {
    double[] scores = new double[n];
    boolean[] positives = new boolean[n];
    for (int i = 0; i < n; i++) {
      positives[i] = i == 0 || (i > 1 && random.nextInt(4) == 0);
      scores[i] = (random.nextInt(values) + (positives[i] ? 1 : 0) + 0.5) / (values + 1);
    }
    return new Ranks(scores, positives);
  }

  /** The resample with every row repeated as often as counted. */
  Ranks expanded(int[] counts) {
    int n = (int) Samples.sum(counts);
    double[] s = new double[n];
    boolean[] p = new boolean[n];
    int at = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int c = 0; c < counts[i]; c++) {
        s[at] = scores[i];
        p[at++] = positives[i];
      }
    }
    return new Ranks(s, p);
  }

  /** One row with a patient of its own each. */
  static String[] ownPatients(int n) {
    return IntStream.range(0, n).mapToObj(i -> "P" + i).toArray(String[]::new);
  }

  /** The rows with patients. */
  LabelSample of(String[] patients) {
    return new LabelSample(scores, scores, positives, patients);
  }
}
