package org.truncus.testdata;

/**
 * A smooth curve through given points, tabulated: the contours of the anatomy. Both axes in cm.
 * Immutable.
 */
final class Profile {
  private static final float STEP = 0.1f;
  private final float from;
  private final float[] table;

  private Profile(float from, float[] table) {
    this.from = from;
    this.table = table;
  }

  /**
   * Monotone cubic (Fritsch-Carlson) through (t, value) pairs with t increasing; constant beyond
   * the ends.
   */
  static Profile through(double... pairs) {
    int n = pairs.length / 2;
    double[] tangent = tangents(pairs, n);
    double first = pairs[0];
    int size = (int) Math.ceil((pairs[2 * n - 2] - first) / STEP) + 2;
    float[] table = new float[size];
    int k = 0;
    for (int i = 0; i < size; i++) {
      double t = Math.min(first + i * STEP, pairs[2 * n - 2]);
      while (k < n - 2 && t > pairs[2 * k + 2]) {
        k++;
      }
      table[i] = (float) hermite(pairs, tangent, k, t);
    }
    return new Profile((float) first, table);
  }

  float at(float t) {
    float position = (t - from) / STEP;
    if (position <= 0) {
      return table[0];
    }
    int i = (int) position;
    if (i >= table.length - 1) {
      return table[table.length - 1];
    }
    return table[i] + (position - i) * (table[i + 1] - table[i]);
  }

  private static double[] tangents(double[] p, int n) {
    double[] slope = new double[n - 1];
    for (int i = 0; i < n - 1; i++) {
      slope[i] = (p[2 * i + 3] - p[2 * i + 1]) / (p[2 * i + 2] - p[2 * i]);
    }
    double[] tangent = new double[n];
    tangent[0] = slope[0];
    tangent[n - 1] = slope[n - 2];
    for (int i = 1; i < n - 1; i++) {
      double a = slope[i - 1];
      double b = slope[i];
      tangent[i] = a * b <= 0 ? 0 : 2 * a * b / (a + b);
    }
    return tangent;
  }

  private static double hermite(double[] p, double[] tangent, int k, double t) {
    double h = p[2 * k + 2] - p[2 * k];
    double s = (t - p[2 * k]) / h;
    double s2 = s * s;
    double s3 = s2 * s;
    return (2 * s3 - 3 * s2 + 1) * p[2 * k + 1]
        + (s3 - 2 * s2 + s) * h * tangent[k]
        + (3 * s2 - 2 * s3) * p[2 * k + 3]
        + (s3 - s2) * h * tangent[k + 1];
  }
}
