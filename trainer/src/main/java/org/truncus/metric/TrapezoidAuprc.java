package org.truncus.metric;

/**
 * Area under the precision-recall curve by the trapezoid rule, the curve begun at recall 0,
 * precision 1. Optimistic between points and not comparable with {@link AveragePrecision}; kept
 * because published numbers of the method use it. NaN where there is one class only.
 */
public final class TrapezoidAuprc {

  private TrapezoidAuprc() {}

  /**
   * The area on all rows.
   *
   * @param scores {@code [N]}, higher means more likely positive; not NaN
   * @param positives {@code [N]}
   */
  public static double of(double[] scores, boolean[] positives) {
    PrecisionRecallCurve curve = PrecisionRecallCurve.of(scores, positives);
    double area = 0;
    double recall = 0;
    double precision = 1;
    for (PrecisionRecallCurve.Point point : curve.points()) {
      area += (point.recall() - recall) * (point.precision() + precision) / 2;
      recall = point.recall();
      precision = point.precision();
    }
    return curve.points().isEmpty() ? Double.NaN : area;
  }
}
