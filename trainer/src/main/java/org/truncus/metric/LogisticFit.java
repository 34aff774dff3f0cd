package org.truncus.metric;

/**
 * Logistic regression of an outcome on one number by Newton's method with step halving; the
 * likelihood is concave, so it ends at the maximum wherever there is one.
 */
final class LogisticFit {

  private static final int MAX_STEPS = 100;
  private static final int MAX_HALVINGS = 40;

  /** Convergence is quadratic: after a step of this length the error is about its square. */
  private static final double TOLERANCE = 1e-6;

  private final double[] x;
  private final boolean[] positives;

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
    Pass at = new Pass(counts, from[0], from[1]);
    for (int step = 0; step < MAX_STEPS; step++) {
      double[] move = at.newtonStep(slopeIsFree);
      Pass next = new Pass(counts, at.intercept + move[0], at.slope + move[1]);
      for (int h = 0; h < MAX_HALVINGS && next.isWorseThan(at); h++) {
        move[0] /= 2;
        move[1] /= 2;
        next = new Pass(counts, at.intercept + move[0], at.slope + move[1]);
      }
      at = next;
      if (Math.abs(move[0]) + Math.abs(move[1]) < TOLERANCE) {
        break;
      }
    }
    return new double[] {at.intercept, at.slope};
  }

  /** Likelihood and its derivatives at one point, in one pass over the rows. */
  private final class Pass {

    private final double intercept;
    private final double slope;
    private double likelihood;
    private double g0;
    private double g1;
    private double h00;
    private double h01;
    private double h11;

    Pass(int[] counts, double intercept, double slope) {
      this.intercept = intercept;
      this.slope = slope;
      for (int i = 0; i < x.length; i++) {
        if (counts[i] > 0) {
          add(counts[i], x[i], positives[i]);
        }
      }
    }

    private void add(int count, double value, boolean positive) {
      double z = intercept + slope * value;
      double e = Math.exp(-Math.abs(z));
      double p = (z >= 0 ? 1 : e) / (1 + e);
      double residual = count * ((positive ? 1 : 0) - p);
      double weight = count * e / ((1 + e) * (1 + e));
      likelihood -= count * (Math.max(positive ? -z : z, 0) + Math.log1p(e));
      g0 += residual;
      g1 += residual * value;
      h00 += weight;
      h01 += weight * value;
      h11 += weight * value * value;
    }

    /** Beyond rounding; also where the step led out of the finite numbers. */
    boolean isWorseThan(Pass other) {
      return !(likelihood >= other.likelihood - 1e-12 * Math.abs(other.likelihood));
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
