package org.truncus.metric;

/**
 * DeLong's variance of the area under the ROC curve (DeLong, DeLong, Clarke-Pearson 1988) in the
 * midrank form of Sun and Xu (2014): O(N log N).
 *
 * <p>Takes rows as independent cases. With several images a patient they aren't, and its intervals
 * are usually too narrow: use {@link PatientBootstrap} there.
 *
 * @param auroc the area; NaN where there is one class only
 * @param variance of the area; NaN with fewer than two rows of a class. 0 where no row of one class
 *     lies among those of the other, which says that the sample is too small to tell, not that the
 *     area is certain
 */
public record DeLong(double auroc, double variance) {

  /**
   * Area and variance.
   *
   * @param scores {@code [N]}, not NaN
   * @param positives {@code [N]}
   */
  public static DeLong of(double[] scores, boolean[] positives) {
    return new DeLong(Auroc.of(scores, positives), new Placements(scores, positives).variance());
  }

  /**
   * The 95 % interval on the normal approximation of the area itself, cut to [0,1]: what pROC
   * prints. Of no width where the variance is 0.
   */
  public Interval interval() {
    double half = Normal.Z95 * Math.sqrt(variance);
    return Double.isNaN(half)
        ? Interval.undefined()
        : new Interval(Math.max(0, auroc - half), Math.min(1, auroc + half));
  }

  /**
   * The 95 % interval on the normal approximation of the area's logit: within (0,1) on its own, and
   * nearer to its promise than {@link #interval} for areas near 1 (Qin and Hotilovac 2008).
   * Undefined where the area is 0 or 1 or the variance is 0: there is nothing to tell it from.
   */
  public Interval logitInterval() {
    if (!(auroc > 0 && auroc < 1 && variance > 0)) {
      return Interval.undefined();
    }
    double logit = Math.log(auroc / (1 - auroc));
    double half = Normal.Z95 * Math.sqrt(variance) / (auroc * (1 - auroc));
    return new Interval(sigmoid(logit - half), sigmoid(logit + half));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
