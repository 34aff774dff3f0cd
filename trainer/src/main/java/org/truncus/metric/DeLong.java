package org.truncus.metric;

/**
 * DeLong's variance of the area under the ROC curve (DeLong, DeLong, Clarke-Pearson 1988) in the
 * midrank form of Sun and Xu (2014). Takes rows as independent: for several images a patient use
 * {@link PatientBootstrap}.
 *
 * @param auroc the area; NaN where there is one class only
 * @param variance of the area; NaN with fewer than two rows of a class
 */
public record DeLong(double auroc, double variance) {

  /**
   * Area and variance.
   *
   * @param scores {@code [N]}, not NaN
   * @param positives {@code [N]}
   */
  public static DeLong of(double[] scores, boolean[] positives) {
    Placements placements = new Placements(scores, positives);
    double variance =
        variance(placements.ofPositives) / placements.ofPositives.length
            + variance(placements.ofNegatives) / placements.ofNegatives.length;
    return new DeLong(Auroc.of(scores, positives), variance);
  }

  /** The 95 % interval on the normal approximation, cut to [0,1]. */
  public Interval interval() {
    double half = WilsonInterval.Z95 * Math.sqrt(variance);
    return Double.isNaN(half)
        ? Interval.undefined()
        : new Interval(Math.max(0, auroc - half), Math.min(1, auroc + half));
  }

  private static double variance(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return values.length < 2 ? Double.NaN : sum / (values.length - 1);
  }

  /** For each row the share of the other class that it beats, ties counting half. */
  private static final class Placements {

    private final double[] ofPositives;
    private final double[] ofNegatives;

    Placements(double[] scores, boolean[] positives) {
      ScoreOrder order = new ScoreOrder(scores, positives);
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
        double above = ofNegatives.length - n - groupNegatives + groupNegatives / 2.0;
        double below = p + groupPositives / 2.0;
        for (int i = 0; i < groupPositives; i++) {
          ofPositives[p++] = above / ofNegatives.length;
        }
        for (int i = 0; i < groupNegatives; i++) {
          ofNegatives[n++] = below / ofPositives.length;
        }
        from = to + 1;
      }
    }
  }
}
