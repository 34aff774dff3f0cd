package org.truncus.calibrate;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A rising curve through points, straight in the logit between them and level outside, as
 * scikit-learn's IsotonicRegression predicts with {@code out_of_bounds='clip'}. Probabilities stay
 * inside (0,1): no number of rows proves that something never happens.
 *
 * @param logits where the points are, rising
 * @param probabilities their probabilities in (0,1), never falling
 */
public record Isotonic(List<Double> logits, List<Double> probabilities) implements Calibrator {

  /** Checks order and ranges, keeps unmodifiable lists. */
  public Isotonic {
    logits = List.copyOf(logits);
    probabilities = List.copyOf(probabilities);
    if (logits.isEmpty() || logits.size() != probabilities.size()) {
      throw new IllegalArgumentException(
          logits.size() + " logits and " + probabilities.size() + " probabilities");
    }
    for (int i = 0; i < logits.size(); i++) {
      double p = probabilities.get(i);
      boolean inside = p > 0 && p < 1 && Double.isFinite(logits.get(i));
      boolean rising =
          i == 0 || (logits.get(i) > logits.get(i - 1) && p >= probabilities.get(i - 1));
      if (!inside || !rising) {
        throw new IllegalArgumentException("point " + i + " is out of range or of order");
      }
    }
  }

  @Override
  public CalibrationMethod method() {
    return CalibrationMethod.ISOTONIC;
  }

  @Override
  public double logit(double z) {
    return Logits.logit(probability(z));
  }

  @Override
  public double probability(double z) {
    if (Double.isNaN(z)) {
      return z;
    }
    int found = Collections.binarySearch(logits, z + 0.0);
    if (found >= 0) {
      return probabilities.get(found);
    }
    int above = -found - 1;
    if (above == 0 || above == logits.size()) {
      return probabilities.get(Math.min(above, logits.size() - 1));
    }
    double from = logits.get(above - 1);
    double share = (z - from) / (logits.get(above) - from);
    double low = probabilities.get(above - 1);
    return low + share * (probabilities.get(above) - low);
  }

  @Override
  public String words() {
    return String.format(
        Locale.ROOT,
        "rising curve of %d points from %.4f to %.4f",
        logits.size(),
        probabilities.get(0),
        probabilities.get(probabilities.size() - 1));
  }

  /** The points as arrays: logits, then probabilities. */
  public double[][] points() {
    return new double[][] {
      logits.stream().mapToDouble(Double::doubleValue).toArray(),
      probabilities.stream().mapToDouble(Double::doubleValue).toArray()
    };
  }
}
