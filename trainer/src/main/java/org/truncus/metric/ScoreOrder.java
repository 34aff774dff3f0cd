package org.truncus.metric;

/**
 * Rows sorted by falling score and cut into groups of equal score: sorted once, then every resample
 * costs one pass.
 */
final class ScoreOrder {

  /** Row indices by falling score. */
  final int[] rows;

  /** Whether the score changes after this position (true at the last one). */
  final boolean[] groupEnds;

  /** Whether the row at this position is positive. */
  final boolean[] positives;

  ScoreOrder(double[] scores, boolean[] positives) {
    Samples.sameLength(scores, positives);
    int n = scores.length;
    rows = Samples.fallingOrder(scores);
    groupEnds = new boolean[n];
    this.positives = new boolean[n];
    for (int i = 0; i < n; i++) {
      this.positives[i] = positives[rows[i]];
      groupEnds[i] = i == n - 1 || scores[rows[i]] != scores[rows[i + 1]];
    }
  }
}
