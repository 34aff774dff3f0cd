package org.truncus.reuse;

/**
 * A symmetric matrix reduced to tridiagonal form by reflections {@code H_k = I - b_k v_k v_kᵀ}:
 * {@code A = Q T Qᵀ} with {@code Q = H_0 H_1 …}.
 *
 * @param diagonal of T, {@code [n]}
 * @param beside the diagonal of T, {@code [n]}, the last one 0
 * @param reflectors row k holds {@code v_k} from column k+1 on
 * @param scales {@code b_k}, 0 where nothing had to be reflected
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Tridiagonal(double[] diagonal, double[] beside, double[][] reflectors, double[] scales) {

  /** Reduces a matrix, which is destroyed. */
  static Tridiagonal reduce(double[][] a) {
    int n = a.length;
    double[] diagonal = new double[n];
    double[] beside = new double[n];
    double[] scales = new double[n];
    for (int k = 0; k < n; k++) {
      diagonal[k] = a[k][k];
      if (k + 1 < n) {
        scales[k] = reflect(a[k], k + 1, beside, k);
        if (scales[k] != 0) {
          update(a, k + 1, a[k], scales[k]);
        }
      }
    }
    return new Tridiagonal(diagonal, beside, a, scales);
  }

  /** Turns a row from {@code from} on into the vector that reflects it onto its first axis. */
  private static double reflect(double[] row, int from, double[] beside, int k) {
    double largest = 0;
    for (int j = from + 1; j < row.length; j++) {
      largest = Math.max(largest, Math.abs(row[j]));
    }
    if (largest == 0) {
      beside[k] = row[from];
      return 0;
    }
    largest = Math.max(largest, Math.abs(row[from]));
    double squares = 0;
    for (int j = from; j < row.length; j++) {
      row[j] /= largest;
      squares += row[j] * row[j];
    }
    double length = Math.sqrt(squares);
    double image = row[from] > 0 ? -length : length;
    beside[k] = image * largest;
    row[from] -= image;
    return 2 / (squares - 2 * image * (row[from] + image) + image * image);
  }

  /** {@code A ← H A H} on the rows and columns from {@code from} on. */
  private static void update(double[][] a, int from, double[] v, double scale) {
    int n = a.length;
    double[] w = new double[n];
    for (int i = from; i < n; i++) {
      Products.add(w, scale * v[i], a[i], from);
    }
    double half = 0;
    for (int i = from; i < n; i++) {
      half += w[i] * v[i];
    }
    Products.add(w, -scale / 2 * half, v, from);
    for (int i = from; i < n; i++) {
      double vi = v[i];
      double wi = w[i];
      double[] row = a[i];
      for (int j = from; j < n; j++) {
        row[j] -= vi * w[j] + wi * v[j];
      }
    }
  }

  /** {@code Qᵀ}: row i is the i-th column of Q. */
  double[][] rows() {
    int n = diagonal.length;
    double[][] rows = new double[n][n];
    for (int i = 0; i < n; i++) {
      rows[i][i] = 1;
    }
    for (int k = n - 1; k >= 0; k--) {
      for (int i = k + 1; i < n && scales[k] != 0; i++) {
        Products.add(
            rows[i], -scales[k] * dot(rows[i], reflectors[k], k + 1), reflectors[k], k + 1);
      }
    }
    return rows;
  }

  /** With four sums side by side, which don't wait for each other. */
  private static double dot(double[] x, double[] y, int from) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int j = from;
    for (; j + 3 < x.length; j += 4) {
      a += x[j] * y[j];
      b += x[j + 1] * y[j + 1];
      c += x[j + 2] * y[j + 2];
      d += x[j + 3] * y[j + 3];
    }
    for (; j < x.length; j++) {
      a += x[j] * y[j];
    }
    return a + b + c + d;
  }
}
