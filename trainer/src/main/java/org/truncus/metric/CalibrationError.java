package org.truncus.metric;

import java.util.List;

/**
 * Expected calibration error: mean over rows of the distance between predicted and observed in
 * their bin, 15 bins of equal mass (see {@link ReliabilityBin}). In [0,1], 0 is best; biased
 * upwards for small samples. NaN without rows.
 */
public final class CalibrationError {

  /** How many bins. */
  public static final int BINS = 15;

  private CalibrationError() {}

  /**
   * The error on all rows.
   *
   * @param probabilities {@code [N]} in [0,1]
   * @param positives {@code [N]}
   */
  public static double of(double[] probabilities, boolean[] positives) {
    return sample(probabilities, positives).of(Samples.ones(probabilities.length));
  }

  /** The error as a statistic of resamples; the bins are cut anew for each. */
  public static IntSampleStatistic sample(double[] probabilities, boolean[] positives) {
    ScoreOrder order = new ScoreOrder(probabilities, positives);
    return counts -> of(order, probabilities, counts);
  }

  /** The error of a resample, given the order of its rows. */
  static double of(ScoreOrder order, double[] probabilities, int[] counts) {
    return mean(ReliabilityBin.equalMass(order, probabilities, counts, BINS));
  }

  private static double mean(List<ReliabilityBin> bins) {
    double sum = 0;
    long rows = 0;
    for (ReliabilityBin bin : bins) {
      sum += bin.count() * Math.abs(bin.meanPredicted() - bin.observed());
      rows += bin.count();
    }
    return rows == 0 ? Double.NaN : sum / rows;
  }
}
