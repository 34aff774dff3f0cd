package org.truncus.calibrate;

/** What keeps a curve from being fitted through rows. */
final class Shape {

  static final String FALLING = "the scores do not rise with the finding on the validation split";

  static final String SEPARATE =
      "the scores separate the validation split without error, so its likelihood has no optimum";

  private Shape() {}

  /** Whether all positives lie at or above all negatives. */
  static boolean separates(double[] z, boolean[] positives) {
    double lowestPositive = Double.POSITIVE_INFINITY;
    double highestNegative = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < z.length; i++) {
      if (positives[i]) {
        lowestPositive = Math.min(lowestPositive, z[i]);
      } else {
        highestNegative = Math.max(highestNegative, z[i]);
      }
    }
    return lowestPositive >= highestNegative;
  }
}
