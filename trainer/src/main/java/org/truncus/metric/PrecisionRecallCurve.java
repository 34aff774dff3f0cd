package org.truncus.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Precision and recall at every distinct score as threshold (positive: score at or above it).
 *
 * @param points by falling threshold, so recall never falls; empty where there is one class only.
 *     The anchor (recall 0, precision 1) isn't one of them
 * @param prevalence precision of a useless score; NaN without rows
 */
public record PrecisionRecallCurve(List<Point> points, double prevalence) {

  /**
   * One threshold.
   *
   * @param threshold a score that occurs
   * @param recall in (0,1], also called sensitivity; 0 where no positive is reached yet
   * @param precision in [0,1], also called positive predictive value
   */
  public record Point(double threshold, double recall, double precision) {}

  /** Keeps an unmodifiable list. */
  public PrecisionRecallCurve {
    points = List.copyOf(points);
  }

  /**
   * The curve of all rows.
   *
   * @param scores {@code [N]}, higher means more likely positive; not NaN
   * @param positives {@code [N]}
   */
  public static PrecisionRecallCurve of(double[] scores, boolean[] positives) {
    List<Confusion> confusions = Confusion.atEveryScore(scores, positives);
    List<Double> thresholds = Confusion.distinctScores(scores);
    List<Point> points = new ArrayList<>();
    double prevalence = Double.NaN;
    for (int i = 0; i < confusions.size(); i++) {
      Confusion at = confusions.get(i);
      prevalence = at.prevalence();
      if (prevalence > 0 && prevalence < 1) {
        points.add(new Point(thresholds.get(i), at.sensitivity(), at.ppv()));
      }
    }
    return new PrecisionRecallCurve(points, prevalence);
  }
}
