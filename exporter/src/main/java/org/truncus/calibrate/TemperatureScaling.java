package org.truncus.calibrate;

import java.util.function.DoubleUnaryOperator;

/**
 * Temperature scaling (Guo, Pleiss, Sun, Weinberger 2017, section 4.2): one divisor T of the logits
 * that minimises the negative log-likelihood of the targets. Ranking, and with it AUROC, stays.
 *
 * <p>The likelihood is convex in 1/T, so Newton steps inside a shrinking bracket find its one
 * minimum. There is none where the scores separate the classes (T would go to 0) or say nothing or
 * the opposite (T would go to infinity); then fitting is refused.
 */
public final class TemperatureScaling {

  /** The smallest temperature that is accepted. */
  public static final double LOWEST = 0.02;

  /** The largest temperature that is accepted. */
  public static final double HIGHEST = 50;

  private static final int MAX_STEPS = 200;

  private TemperatureScaling() {}

  /**
   * Fits the temperature of one sigmoid.
   *
   * @param logits {@code [N]} finite
   * @param positives {@code [N]}
   * @return T in ({@link #LOWEST}, {@link #HIGHEST})
   * @throws UnfittableException where there is no optimum inside these bounds
   */
  public static double fit(double[] logits, boolean[] positives) {
    checkRows(logits.length, positives.length);
    return solve(
        beta -> SigmoidLikelihood.slope(logits, positives, beta),
        beta -> SigmoidLikelihood.curvature(logits, beta));
  }

  /**
   * Fits the one temperature of a softmax.
   *
   * @param logits {@code [N][L]} finite
   * @param classes {@code [N]} index of the true class
   * @return T in ({@link #LOWEST}, {@link #HIGHEST})
   * @throws UnfittableException where there is no optimum inside these bounds
   */
  public static double fit(double[][] logits, int[] classes) {
    checkRows(logits.length, classes.length);
    return solve(
        beta -> SoftmaxLikelihood.slope(logits, classes, beta),
        beta -> SoftmaxLikelihood.curvature(logits, beta));
  }

  private static void checkRows(int logits, int targets) {
    if (logits != targets) {
      throw new IllegalArgumentException(logits + " logits but " + targets + " targets");
    }
    if (logits == 0) {
      throw new UnfittableException("there is no row with a known target");
    }
  }

  /** The root of the slope, which rises with beta = 1/T. */
  private static double solve(DoubleUnaryOperator slope, DoubleUnaryOperator curvature) {
    double low = 1 / HIGHEST;
    double high = 1 / LOWEST;
    if (!(slope.applyAsDouble(low) < 0)) {
      throw new UnfittableException(Shape.FALLING);
    }
    if (!(slope.applyAsDouble(high) > 0)) {
      throw new UnfittableException(Shape.SEPARATE);
    }
    double beta = 1;
    for (int step = 0; step < MAX_STEPS && high - low > 1e-14 * beta; step++) {
      double at = slope.applyAsDouble(beta);
      if (at == 0) {
        break;
      }
      if (at < 0) {
        low = beta;
      } else {
        high = beta;
      }
      double next = beta - at / curvature.applyAsDouble(beta);
      if (!(next > low && next < high)) {
        next = (low + high) / 2;
      }
      if (Math.abs(next - beta) <= 1e-13 * beta) {
        beta = next;
        break;
      }
      beta = next;
    }
    return 1 / beta;
  }
}
