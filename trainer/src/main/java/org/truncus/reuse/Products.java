package org.truncus.reuse;

/**
 * Sums of products of dense matrices, written so that the innermost loop runs along two rows and is
 * compiled to vector instructions.
 */
final class Products {

  private Products() {}

  /**
   * Adds {@code leftᵀ·right} of some rows.
   *
   * @param left {@code [rows,p]}
   * @param right {@code [rows,q]}
   * @param target {@code [p,q]}
   * @param symmetric whether left and right are the same: then only the upper triangle is added to
   */
  static void addTransposed(
      double[][] left, double[][] right, int rows, double[][] target, boolean symmetric) {
    int whole = rows - rows % 4;
    for (int i = 0; i < target.length; i++) {
      int from = symmetric ? i : 0;
      for (int r = 0; r < whole; r += 4) {
        four(left, right, r, i, from, target[i]);
      }
      for (int r = whole; r < rows; r++) {
        add(target[i], left[r][i], right[r], from);
      }
    }
  }

  private static void four(
      double[][] left, double[][] right, int r, int i, int from, double[] target) {
    double a = left[r][i];
    double b = left[r + 1][i];
    double c = left[r + 2][i];
    double d = left[r + 3][i];
    double[] x = right[r];
    double[] y = right[r + 1];
    double[] z = right[r + 2];
    double[] w = right[r + 3];
    for (int j = from; j < target.length; j++) {
      target[j] += a * x[j] + b * y[j] + c * z[j] + d * w[j];
    }
  }

  /** {@code target[from..] += factor * row[from..]}. */
  static void add(double[] target, double factor, double[] row, int from) {
    if (factor == 0) {
      return;
    }
    for (int j = from; j < target.length; j++) {
      target[j] += factor * row[j];
    }
  }

  /** {@code left·right}, {@code [p,m]·[m,q]}. */
  static double[][] of(double[][] left, double[][] right, int columns) {
    double[][] product = new double[left.length][columns];
    int whole = right.length - right.length % 4;
    for (int i = 0; i < left.length; i++) {
      double[] factors = left[i];
      for (int m = 0; m < whole; m += 4) {
        add(product[i], factors, right, m);
      }
      for (int m = whole; m < right.length; m++) {
        add(product[i], factors[m], right[m], 0);
      }
    }
    return product;
  }

  /** Four rows at once, from {@code m} on. */
  private static void add(double[] target, double[] factors, double[][] rows, int m) {
    double a = factors[m];
    double b = factors[m + 1];
    double c = factors[m + 2];
    double d = factors[m + 3];
    double[] x = rows[m];
    double[] y = rows[m + 1];
    double[] z = rows[m + 2];
    double[] w = rows[m + 3];
    for (int j = 0; j < target.length; j++) {
      target[j] += a * x[j] + b * y[j] + c * z[j] + d * w[j];
    }
  }

  /** The transpose of {@code [p,q]}. */
  static double[][] transposed(double[][] matrix, int columns) {
    double[][] transposed = new double[columns][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }

  /** Copies the upper triangle to the lower. */
  static void mirror(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < i; j++) {
        matrix[i][j] = matrix[j][i];
      }
    }
  }
}
