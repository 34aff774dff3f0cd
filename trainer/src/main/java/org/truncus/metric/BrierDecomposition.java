package org.truncus.metric;

import java.util.List;

/**
 * The Brier score taken apart over bins of equal mass: Murphy 1973 with the two terms of what
 * happens inside the bins (Stephenson, Coelho and Jolliffe 2008), so that it adds up: {@code brier
 * = reliability - resolution + uncertainty + withinVariance - withinCovariance}.
 *
 * @param reliability mean squared distance of predicted and observed over the bins; 0 is best
 * @param resolution how far the observed shares of the bins lie apart; higher is better
 * @param uncertainty variance of the outcome, p(1-p) of the prevalence
 * @param withinVariance variance of the probabilities inside their bins
 * @param withinCovariance twice the covariance of probability and outcome inside the bins
 */
public record BrierDecomposition(
    double reliability,
    double resolution,
    double uncertainty,
    double withinVariance,
    double withinCovariance) {

  /** No decomposition: there are no rows. */
  public static BrierDecomposition undefined() {
    return new BrierDecomposition(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  /**
   * The terms over the bins of {@link CalibrationError}.
   *
   * @param probabilities {@code [N]} in [0,1]
   * @param positives {@code [N]}
   */
  public static BrierDecomposition of(double[] probabilities, boolean[] positives) {
    return of(
        probabilities,
        positives,
        ReliabilityBin.equalMass(probabilities, positives, CalibrationError.BINS));
  }

  /** The terms over bins that hold every row: a row belongs to the first bin it doesn't exceed. */
  static BrierDecomposition of(
      double[] probabilities, boolean[] positives, List<ReliabilityBin> bins) {
    Samples.sameLength(probabilities, positives);
    int n = probabilities.length;
    if (n == 0) {
      return undefined();
    }
    double prevalence = bins.stream().mapToDouble(ReliabilityBin::positives).sum() / n;
    double reliability = 0;
    double resolution = 0;
    for (ReliabilityBin bin : bins) {
      reliability += bin.count() * square(bin.meanPredicted() - bin.observed()) / n;
      resolution += bin.count() * square(bin.observed() - prevalence) / n;
    }
    double variance = 0;
    double covariance = 0;
    for (int i = 0; i < n; i++) {
      ReliabilityBin bin = binOf(probabilities[i], bins);
      double off = probabilities[i] - bin.meanPredicted();
      variance += off * off / n;
      covariance += 2 * off * ((positives[i] ? 1 : 0) - bin.observed()) / n;
    }
    return new BrierDecomposition(
        reliability, resolution, prevalence * (1 - prevalence), variance, covariance);
  }

  /** The Brier score that the terms add up to. */
  public double brier() {
    return reliability - resolution + uncertainty + withinVariance - withinCovariance;
  }

  private static ReliabilityBin binOf(double probability, List<ReliabilityBin> bins) {
    int low = 0;
    int high = bins.size() - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (probability <= bins.get(middle).high()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return bins.get(low);
  }

  private static double square(double x) {
    return x * x;
  }
}
