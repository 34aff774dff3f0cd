package org.truncus.reuse;

/**
 * Canonical correlation coefficients of two layers.
 *
 * @param values descending, each in [0,1]; none where a layer doesn't vary at all
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Correlations(double[] values) {

  /**
   * Their mean: the area below the curve of ρ against i/k, whose step i is 1/k wide. 0 without any,
   * since nothing is reused of what doesn't vary.
   */
  public double mean() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }

  /**
   * A quantile, with linear interpolation between neighbours as in NumPy.
   *
   * @param q in [0,1]; 0.5 for the median
   */
  public double quantile(double q) {
    if (values.length == 0) {
      return 0;
    }
    double at = (1 - q) * (values.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, values.length - 1);
    return values[below] + (at - below) * (values[above] - values[below]);
  }
}
