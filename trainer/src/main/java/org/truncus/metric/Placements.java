package org.truncus.metric;

/**
 * For each row the share of the other class that it beats, ties counting half: the structural
 * components of the area under the ROC curve. One sort, by midranks (Sun and Xu 2014). In the order
 * of the rows, so that those of two scores of the same rows can be compared.
 */
final class Placements {

  /** Of positives: share of the negatives below. */
  final double[] ofPositives;

  /** Of negatives: share of the positives above. */
  final double[] ofNegatives;

  Placements(double[] scores, boolean[] positives) {
    ScoreOrder order = new ScoreOrder(scores, positives);
    double[] ofRows = new double[scores.length];
    int all = 0;
    for (boolean positive : positives) {
      all += positive ? 1 : 0;
    }
    ofPositives = new double[all];
    ofNegatives = new double[positives.length - all];
    int p = 0;
    int n = 0;
    for (int from = 0; from < positives.length; ) {
      int to = from;
      int groupPositives = order.positives[from] ? 1 : 0;
      while (!order.groupEnds[to]) {
        to++;
        groupPositives += order.positives[to] ? 1 : 0;
      }
      int groupNegatives = to - from + 1 - groupPositives;
      double below = ofNegatives.length - n - groupNegatives / 2.0;
      double above = p + groupPositives / 2.0;
      for (int i = from; i <= to; i++) {
        ofRows[order.rows[i]] = order.positives[i] ? below : above;
      }
      p += groupPositives;
      n += groupNegatives;
      from = to + 1;
    }
    spread(ofRows, positives);
  }

  private void spread(double[] ofRows, boolean[] positives) {
    int p = 0;
    int n = 0;
    for (int i = 0; i < ofRows.length; i++) {
      if (positives[i]) {
        ofPositives[p++] = ofRows[i] / ofNegatives.length;
      } else {
        ofNegatives[n++] = ofRows[i] / ofPositives.length;
      }
    }
  }

  /** Variance of the area. */
  double variance() {
    return variance(ofPositives) / ofPositives.length + variance(ofNegatives) / ofNegatives.length;
  }

  /**
   * Variance of the difference of the areas of two scores of the same rows: that of the differences
   * of their placements, so exactly 0 where these are all alike.
   */
  double varianceOfDifference(Placements other) {
    double[] p = differences(ofPositives, other.ofPositives);
    double[] n = differences(ofNegatives, other.ofNegatives);
    return variance(p) / p.length + variance(n) / n.length;
  }

  private static double[] differences(double[] a, double[] b) {
    double[] differences = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      differences[i] = a[i] - b[i];
    }
    return differences;
  }

  /** Sample variance; NaN with fewer than two values. */
  private static double variance(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return values.length < 2 ? Double.NaN : sum / (values.length - 1);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
