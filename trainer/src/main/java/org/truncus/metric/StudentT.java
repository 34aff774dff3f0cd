package org.truncus.metric;

/** Student's t distribution. */
final class StudentT {

  private StudentT() {}

  /**
   * Quantile 0.975, by Fisher's expansion in 1/n (Abramowitz and Stegun 26.7.5); within 0.001 from
   * five degrees of freedom on.
   *
   * @param freedom degrees of freedom, at least 1
   */
  static double quantile975(int freedom) {
    double z = Normal.Z95;
    double z2 = z * z;
    double n = freedom;
    double g1 = z * (z2 + 1) / 4;
    double g2 = z * ((5 * z2 + 16) * z2 + 3) / 96;
    double g3 = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
    double g4 = z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160;
    return z + (g1 + (g2 + (g3 + g4 / n) / n) / n) / n;
  }
}
