package org.truncus.reuse;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a real symmetric matrix: Householder's reduction to tridiagonal
 * form, then implicit QL steps with Wilkinson's shift (Golub and Van Loan, Matrix Computations,
 * §8.3). Eigenvectors are kept as rows, so that every inner loop runs along memory. Errors are of
 * the order of 1e-16 times the largest eigenvalue.
 *
 * @param values {@code [n]}, descending
 * @param vectors {@code [n][n]}, row i the unit vector of value i; null where not asked for
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record SymmetricEigen(double[] values, double[][] vectors) {

  /**
   * The whole decomposition.
   *
   * @param matrix {@code [n][n]}, symmetric; destroyed
   */
  static SymmetricEigen of(double[][] matrix) {
    Tridiagonal reduced = Tridiagonal.reduce(matrix);
    double[][] rows = reduced.rows();
    new QlSteps(reduced.diagonal(), reduced.beside(), rows).run();
    return sorted(reduced.diagonal(), rows);
  }

  /**
   * The eigenvalues alone, descending.
   *
   * @param matrix {@code [n][n]}, symmetric; destroyed
   */
  static double[] values(double[][] matrix) {
    Tridiagonal reduced = Tridiagonal.reduce(matrix);
    new QlSteps(reduced.diagonal(), reduced.beside(), null).run();
    double[] values = reduced.diagonal();
    Arrays.sort(values);
    return IntStream.range(0, values.length)
        .mapToDouble(i -> values[values.length - 1 - i])
        .toArray();
  }

  private static SymmetricEigen sorted(double[] values, double[][] rows) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new SymmetricEigen(
        Arrays.stream(order).mapToDouble(i -> values[i]).toArray(),
        Arrays.stream(order).mapToObj(i -> rows[i]).toArray(double[][]::new));
  }
}
