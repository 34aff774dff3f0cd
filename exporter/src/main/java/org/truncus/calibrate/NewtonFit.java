package org.truncus.calibrate;

/**
 * Minimises a convex function by Newton's method with step halving.
 *
 * <p>Convergence is quadratic: after a step of {@link #TOLERANCE} the error is about its square.
 */
final class NewtonFit {

  private static final int MAX_STEPS = 200;
  private static final int MAX_HALVINGS = 50;
  private static final double TOLERANCE = 1e-8;

  private NewtonFit() {}

  /** A convex function with its first two derivatives. */
  interface Objective {

    /** The value. */
    double value(double[] at);

    /** Adds the derivatives to arrays of zeros: {@code [D]} and {@code [D][D]}. */
    void derivatives(double[] at, double[] gradient, double[][] hessian);
  }

  /**
   * Where the minimum is.
   *
   * @param start {@code [D]}, left as it is
   * @throws UnfittableException where there is no finite minimum or more than one
   */
  static double[] minimum(Objective objective, double[] start) {
    double[] at = start.clone();
    double value = objective.value(at);
    for (int step = 0; step < MAX_STEPS; step++) {
      double[] gradient = new double[at.length];
      double[][] hessian = new double[at.length][at.length];
      objective.derivatives(at, gradient, hessian);
      double[] move =
          CholeskySolver.solve(hessian, gradient)
              .orElseThrow(
                  () -> new UnfittableException("the rows don't determine the parameters"));
      double share = 1;
      double[] next = moved(at, move, share);
      double nextValue = objective.value(next);
      for (int h = 0; h < MAX_HALVINGS && isWorse(nextValue, value); h++) {
        share /= 2;
        next = moved(at, move, share);
        nextValue = objective.value(next);
      }
      at = next;
      value = nextValue;
      if (share * length(move) < TOLERANCE * (1 + length(at))) {
        return at;
      }
    }
    throw new UnfittableException("the likelihood of the rows has no optimum");
  }

  /** Beyond rounding; also where the step led out of the finite numbers. */
  private static boolean isWorse(double next, double value) {
    return !(next <= value + 1e-13 * Math.abs(value));
  }

  private static double[] moved(double[] at, double[] move, double share) {
    double[] next = new double[at.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = at[i] - share * move[i];
    }
    return next;
  }

  private static double length(double[] vector) {
    double sum = 0;
    for (double x : vector) {
      sum += Math.abs(x);
    }
    return sum;
  }
}
