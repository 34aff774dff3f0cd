package org.truncus.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Sensitivity against the false positive rate at every distinct score as threshold (positive: score
 * at or above it).
 *
 * @param points by falling threshold from (0,0), whose threshold is infinite, to (1,1); empty where
 *     there is one class only
 */
public record RocCurve(List<Point> points) {

  /**
   * One threshold.
   *
   * @param threshold a score that occurs, or infinity
   * @param falsePositiveRate in [0,1], 1 - specificity
   * @param sensitivity in [0,1]
   */
  public record Point(double threshold, double falsePositiveRate, double sensitivity) {}

  /** Keeps an unmodifiable list. */
  public RocCurve {
    points = List.copyOf(points);
  }

  /**
   * The curve of all rows.
   *
   * @param scores {@code [N]}, higher means more likely positive; not NaN
   * @param positives {@code [N]}
   */
  public static RocCurve of(double[] scores, boolean[] positives) {
    List<Confusion> confusions = Confusion.atEveryScore(scores, positives);
    List<Double> thresholds = Confusion.distinctScores(scores);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < confusions.size(); i++) {
      Confusion at = confusions.get(i);
      if (at.positives() > 0 && at.negatives() > 0) {
        if (points.isEmpty()) {
          points.add(new Point(Double.POSITIVE_INFINITY, 0, 0));
        }
        points.add(
            new Point(thresholds.get(i), (double) at.fp() / at.negatives(), at.sensitivity()));
      }
    }
    return new RocCurve(points);
  }
}
