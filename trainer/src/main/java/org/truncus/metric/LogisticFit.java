package org.truncus.metric;

import java.util.Arrays;

/**
 * Logistic regression of an outcome on one number by Newton's method with step halving; the
 * likelihood is concave, so it ends at the maximum wherever there is one.
 */
final class LogisticFit {

  private static final int MAX_STEPS = 100;
  private static final int MAX_HALVINGS = 40;
  private static final double LN_2 = Math.log(2);

  /** Convergence is quadratic: after a step of this length the error is about its square. */
  private static final double TOLERANCE = 1e-6;

  private final double[] x;
  private final boolean[] positives;
  private final double lowest;
  private final double highest;

  /** Where the search begins: the fit of all rows is near that of a resample. */
  private final double[] start;

  LogisticFit(double[] x, boolean[] positives) {
    this(x, positives, Samples.ones(x.length));
  }

  /** The same where each row stands for several. */
  LogisticFit(double[] x, boolean[] positives, int[] counts) {
    Samples.sameLength(x, positives);
    this.x = x;
    this.positives = positives;
    this.lowest = Arrays.stream(x).min().orElse(0);
    this.highest = Arrays.stream(x).max().orElse(0);
    this.start =
        isDetermined(counts) ? solve(counts, new double[] {0, 1}, true) : new double[] {0, 1};
  }

  /** {intercept, slope} of a resample; NaN where there is no finite maximum. */
  double[] line(int[] counts) {
    return isDetermined(counts)
        ? solve(counts, start, true)
        : new double[] {Double.NaN, Double.NaN};
  }

  /** Intercept with the slope held at 1; NaN where there is one class only. */
  double inTheLarge(int[] counts) {
    return bothClasses(counts) ? solve(counts, new double[] {0, 1}, false)[0] : Double.NaN;
  }

  private boolean bothClasses(int[] counts) {
    boolean positive = false;
    boolean negative = false;
    for (int i = 0; i < x.length; i++) {
      positive |= counts[i] > 0 && positives[i];
      negative |= counts[i] > 0 && !positives[i];
    }
    return positive && negative;
  }

  /** Whether both classes are there and no threshold, ties included, puts one on each side. */
  private boolean isDetermined(int[] counts) {
    double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int i = 0; i < x.length; i++) {
      if (counts[i] > 0) {
        int c = positives[i] ? 1 : 0;
        low[c] = Math.min(low[c], x[i]);
        high[c] = Math.max(high[c], x[i]);
      }
    }
    return bothClasses(counts) && low[1] < high[0] && low[0] < high[1];
  }

  private double[] solve(int[] counts, double[] from, boolean slopeIsFree) {
    double[] at = from.clone();
    for (int step = 0; step < MAX_STEPS; step++) {
      double[] move = new Pass(counts, at[0], at[1]).newtonStep(slopeIsFree);
      if (!cannotOvershoot(move)) {
        halve(move, counts, at);
      }
      at[0] += move[0];
      at[1] += move[1];
      if (Math.abs(move[0]) + Math.abs(move[1]) < TOLERANCE) {
        break;
      }
    }
    return at;
  }

  /**
   * Whether a whole Newton step raises the likelihood for certain, so that it needn't be computed.
   * The curvature of ln(1 + e^z) changes by a factor of e^d at most where z moves by d. A step that
   * moves no z by more than ln 2 so never meets more than twice the curvature it reckoned with, and
   * at twice the curvature it would just come out where it began.
   */
  private boolean cannotOvershoot(double[] move) {
    return Math.max(Math.abs(move[0] + move[1] * lowest), Math.abs(move[0] + move[1] * highest))
        <= LN_2;
  }

  private void halve(double[] move, int[] counts, double[] at) {
    double before = likelihood(counts, at[0], at[1]);
    for (int h = 0;
        h < MAX_HALVINGS && isWorse(likelihood(counts, at[0] + move[0], at[1] + move[1]), before);
        h++) {
      move[0] /= 2;
      move[1] /= 2;
    }
  }

  /** Beyond rounding; also where the step led out of the finite numbers. */
  private static boolean isWorse(double likelihood, double than) {
    return !(likelihood >= than - 1e-12 * Math.abs(than));
  }

  private double likelihood(int[] counts, double intercept, double slope) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      if (counts[i] > 0) {
        double z = intercept + slope * x[i];
        sum -=
            counts[i] * (Math.max(positives[i] ? -z : z, 0) + Math.log1p(Math.exp(-Math.abs(z))));
      }
    }
    return sum;
  }

  /** The derivatives of the likelihood at one point, in one pass over the rows. */
  private final class Pass {

    private double g0;
    private double g1;
    private double h00;
    private double h01;
    private double h11;

    Pass(int[] counts, double intercept, double slope) {
      double of = Double.NaN;
      double p = 0;
      double curvature = 0;
      for (int i = 0; i < x.length; i++) {
        if (counts[i] > 0) {
          if (x[i] != of) { // beside each other, rows of one x share their exponential
            of = x[i];
            double z = intercept + slope * of;
            double e = Math.exp(-Math.abs(z));
            double share = 1 / (1 + e);
            p = z >= 0 ? share : e * share;
            curvature = e * share * share;
          }
          add(counts[i], of, (positives[i] ? 1 : 0) - p, curvature);
        }
      }
    }

    private void add(int count, double value, double difference, double curvature) {
      double residual = count * difference;
      double weight = count * curvature;
      g0 += residual;
      g1 += residual * value;
      h00 += weight;
      h01 += weight * value;
      h11 += weight * value * value;
    }

    double[] newtonStep(boolean slopeIsFree) {
      if (!slopeIsFree) {
        return new double[] {g0 / h00, 0};
      }
      double determinant = h00 * h11 - h01 * h01;
      return new double[] {
        (h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant
      };
    }
  }
}
