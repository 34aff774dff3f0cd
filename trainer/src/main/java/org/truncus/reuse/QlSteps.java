package org.truncus.reuse;

/**
 * Implicit QL steps on a symmetric tridiagonal matrix: they end with the eigenvalues on the
 * diagonal and with every rotation applied to the rows of a matrix beside it.
 */
final class QlSteps {

  private static final double EPSILON = 0x1p-52;
  private static final int MOST_STEPS = 90;

  private final double[] diagonal;
  private final double[] beside;
  private final double[][] rows;
  private final double negligible;

  /**
   * @param diagonal {@code [n]}; becomes the eigenvalues
   * @param beside {@code [n]}, the last one 0; becomes 0
   * @param rows {@code [n][n]}, rotated along; null for none
   */
  QlSteps(double[] diagonal, double[] beside, double[][] rows) {
    this.diagonal = diagonal;
    this.beside = beside;
    this.rows = rows;
    double norm = 0;
    for (int i = 0; i < diagonal.length; i++) {
      norm = Math.max(norm, Math.abs(diagonal[i]) + Math.abs(beside[i]));
    }
    this.negligible = norm * EPSILON;
  }

  /**
   * Runs them.
   *
   * @throws IllegalStateException where an eigenvalue isn't found: the matrix holds a NaN
   */
  void run() {
    for (int first = 0; first < diagonal.length; first++) {
      int steps = 0;
      for (int last = end(first); last > first; last = end(first)) {
        if (++steps > MOST_STEPS) {
          throw new IllegalStateException("no eigenvalue after " + MOST_STEPS + " steps");
        }
        step(first, last);
      }
    }
  }

  /** The last row of the part that begins at {@code first} and doesn't fall apart. */
  private int end(int first) {
    int last = first;
    while (last + 1 < diagonal.length && Math.abs(beside[last]) > negligible) {
      last++;
    }
    return last;
  }

  private void step(int first, int last) {
    double half = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first]);
    double root = Math.copySign(Math.hypot(half, 1), half);
    double chased = diagonal[last] - diagonal[first] + beside[first] / (half + root);
    double sine = 1;
    double cosine = 1;
    double shift = 0;
    for (int i = last - 1; i >= first; i--) {
      double outside = sine * beside[i];
      double inside = cosine * beside[i];
      double length = Math.hypot(outside, chased);
      beside[i + 1] = length;
      if (length == 0) { // the matrix has fallen apart here
        diagonal[i + 1] -= shift;
        beside[last] = 0;
        return;
      }
      sine = outside / length;
      cosine = chased / length;
      double rest = diagonal[i + 1] - shift;
      double turned = (diagonal[i] - rest) * sine + 2 * cosine * inside;
      shift = sine * turned;
      diagonal[i + 1] = rest + shift;
      chased = cosine * turned - inside;
      rotate(i, sine, cosine);
    }
    diagonal[first] -= shift;
    beside[first] = chased;
    beside[last] = 0;
  }

  private void rotate(int i, double sine, double cosine) {
    if (rows == null) {
      return;
    }
    double[] lower = rows[i];
    double[] upper = rows[i + 1];
    for (int k = 0; k < lower.length; k++) {
      double u = upper[k];
      double l = lower[k];
      upper[k] = sine * l + cosine * u;
      lower[k] = cosine * l - sine * u;
    }
  }
}
