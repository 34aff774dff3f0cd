package org.truncus.dicom.jpeg;

/** The inverse discrete cosine transform of an 8 by 8 block (T.81 section A.3.3), in double. */
final class InverseDct {

  private static final int SIDE = 8;

  /** {@code [k][x]}: scale of frequency k times its cosine at x. */
  private static final double[][] BASIS = basis();

  private final int middle;
  private final int max;
  private final double[] rows = new double[SIDE * SIDE];

  /** Of samples of so many bits. */
  InverseDct(int precision) {
    middle = 1 << (precision - 1);
    max = (1 << precision) - 1;
  }

  private static double[][] basis() {
    double[][] basis = new double[SIDE][SIDE];
    for (int k = 0; k < SIDE; k++) {
      for (int x = 0; x < SIDE; x++) {
        double scale = k == 0 ? Math.sqrt(1.0 / SIDE) : Math.sqrt(2.0 / SIDE);
        basis[k][x] = scale * Math.cos((2 * x + 1) * k * Math.PI / (2 * SIDE));
      }
    }
    return basis;
  }

  /** Writes the samples of a block to a plane. */
  void into(int[] block, int[] plane, int at, int stride) {
    for (int v = 0; v < SIDE; v++) {
      for (int x = 0; x < SIDE; x++) {
        double sum = 0;
        for (int u = 0; u < SIDE; u++) {
          sum += BASIS[u][x] * block[v * SIDE + u];
        }
        rows[v * SIDE + x] = sum;
      }
    }
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double sum = middle;
        for (int v = 0; v < SIDE; v++) {
          sum += BASIS[v][y] * rows[v * SIDE + x];
        }
        plane[at + y * stride + x] = (int) Math.max(0, Math.min(max, Math.round(sum)));
      }
    }
  }
}
