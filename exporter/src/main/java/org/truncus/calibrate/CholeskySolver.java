package org.truncus.calibrate;

import java.util.Optional;

/** Solves small symmetric positive definite systems. */
final class CholeskySolver {

  private static final double SMALLEST_PIVOT = 1e-13;

  private CholeskySolver() {}

  /**
   * The solution of {@code matrix x = right}; empty where the matrix isn't positive definite beyond
   * rounding.
   *
   * @param matrix {@code [D][D]}, of which the lower triangle is read
   * @param right {@code [D]}
   */
  static Optional<double[]> solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[][] lower = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        if (i != j) {
          lower[i][j] = sum / lower[j][j];
        } else if (sum > SMALLEST_PIVOT * Math.abs(matrix[i][i])) {
          lower[i][i] = Math.sqrt(sum);
        } else {
          return Optional.empty();
        }
      }
    }
    return Optional.of(backward(lower, forward(lower, right)));
  }

  private static double[] forward(double[][] lower, double[] right) {
    double[] y = new double[right.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = right[i];
      for (int k = 0; k < i; k++) {
        y[i] -= lower[i][k] * y[k];
      }
      y[i] /= lower[i][i];
    }
    return y;
  }

  private static double[] backward(double[][] lower, double[] y) {
    double[] x = new double[y.length];
    for (int i = x.length - 1; i >= 0; i--) {
      x[i] = y[i];
      for (int k = i + 1; k < x.length; k++) {
        x[i] -= lower[k][i] * x[k];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }
}
