package org.truncus.calibrate;

import java.util.Arrays;

/**
 * Fits a factor and an offset of the logit by maximum likelihood with Platt's targets (Platt 1999,
 * section 2.2; Lin, Lin and Weng 2007): with P positives and N negatives they are (P+1)/(P+2) and
 * 1/(N+2) in place of 1 and 0, so that there is an optimum where the classes separate.
 */
public final class PlattScaling {

  private PlattScaling() {}

  /**
   * Fits.
   *
   * @param z {@code [N]} finite
   * @param positives {@code [N]}
   * @throws UnfittableException where the scores don't rise with the finding
   */
  public static Platt fit(double[] z, boolean[] positives) {
    double[] ones = new double[z.length];
    Arrays.fill(ones, 1);
    double[] line = new LogisticRegression(new double[][] {z, ones}, smoothed(positives)).fit();
    if (!(line[0] > 0)) {
      throw new UnfittableException(Shape.FALLING);
    }
    return new Platt(line[0], line[1]);
  }

  private static double[] smoothed(boolean[] positives) {
    long p = 0;
    for (boolean positive : positives) {
      p += positive ? 1 : 0;
    }
    double[] targets = new double[positives.length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = positives[i] ? (p + 1.0) / (p + 2) : 1.0 / (targets.length - p + 2);
    }
    return targets;
  }
}
