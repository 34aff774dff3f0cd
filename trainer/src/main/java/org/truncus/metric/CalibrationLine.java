package org.truncus.metric;

/**
 * Logistic recalibration (Cox 1958): outcome regressed on the logit of the probability by maximum
 * likelihood.
 *
 * @param slope 1 is best; below 1 the probabilities are too extreme. NaN where there is no finite
 *     maximum: one class only, one probability only, or classes that a threshold separates
 * @param intercept of the same fit; 0 is best. NaN where the slope is
 * @param inTheLarge intercept with the slope held at 1 (calibration in the large): above 0 the
 *     probabilities are too low on the whole. NaN where there is one class only
 */
public record CalibrationLine(double slope, double intercept, double inTheLarge) {

  private static final double CLIP = 1e-7;

  /**
   * The line of all rows.
   *
   * @param probabilities {@code [N]} in [0,1]; kept 1e-7 away from the ends
   * @param positives {@code [N]}
   */
  public static CalibrationLine of(double[] probabilities, boolean[] positives) {
    LogisticFit fit = new LogisticFit(logits(probabilities), positives);
    int[] counts = Samples.ones(probabilities.length);
    double[] line = fit.line(counts);
    return new CalibrationLine(line[1], line[0], fit.inTheLarge(counts));
  }

  /** The slope as a statistic of resamples. */
  public static IntSampleStatistic slopeSample(double[] probabilities, boolean[] positives) {
    LogisticFit fit = new LogisticFit(logits(probabilities), positives);
    return counts -> fit.line(counts)[1];
  }

  /** The intercept as a statistic of resamples. */
  public static IntSampleStatistic interceptSample(double[] probabilities, boolean[] positives) {
    LogisticFit fit = new LogisticFit(logits(probabilities), positives);
    return counts -> fit.line(counts)[0];
  }

  /** Logits of probabilities, kept 1e-7 away from the ends. */
  static double[] logits(double[] probabilities) {
    double[] logits = new double[probabilities.length];
    for (int i = 0; i < logits.length; i++) {
      double p = Math.min(Math.max(probabilities[i], CLIP), 1 - CLIP);
      logits[i] = Math.log(p / (1 - p));
    }
    return logits;
  }
}
