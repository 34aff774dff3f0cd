package org.truncus.metric;

/** Student's t distribution. */
public final class StudentT {

  /** Quantiles 0.975 for 1, 2, … degrees of freedom, where the expansion isn't near enough. */
  private static final double[] FEW = {
    12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157,
    2.228139
  };

  private StudentT() {}

  /**
   * Quantile 0.975: by table to ten degrees of freedom, then by Fisher's expansion in 1/n
   * (Abramowitz and Stegun 26.7.5), within 1e-5.
   *
   * @param freedom degrees of freedom, at least 1
   */
  public static double quantile975(int freedom) {
    if (freedom <= FEW.length) {
      return FEW[freedom - 1];
    }
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
