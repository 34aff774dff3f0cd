package org.truncus.weights;

/**
 * Makes batch normalisation compute with one epsilon what it computed with another: {@code var' =
 * var + source - target}. Where that would be negative, the variance of the channel stays and gamma
 * takes the difference, {@code gamma' = gamma * sqrt((var + target) / (var + source))}. Both are
 * exact in inference.
 *
 * @param source epsilon that the weights were made for
 * @param target epsilon of the network
 */
record EpsilonFold(double source, double target) {

  /** Whether there is anything to do. */
  boolean isNeeded() {
    return source != target;
  }

  /** By how much variances move. */
  double shift() {
    return source - target;
  }

  private boolean isTooSmall(float variance) {
    return variance + shift() < 0;
  }

  /** The variances for the target. */
  float[] variance(float[] variance) {
    float[] moved = variance.clone();
    for (int c = 0; c < moved.length; c++) {
      moved[c] = isTooSmall(variance[c]) ? variance[c] : (float) (variance[c] + shift());
    }
    return moved;
  }

  /** How many channels need another gamma. */
  int channelsWithoutVariance(float[] variance) {
    int count = 0;
    for (float value : variance) {
      count += isTooSmall(value) ? 1 : 0;
    }
    return count;
  }

  /** The gammas for the target. */
  float[] gamma(float[] gamma, float[] variance) {
    float[] moved = gamma.clone();
    for (int c = 0; c < Math.min(moved.length, variance.length); c++) {
      if (isTooSmall(variance[c])) {
        moved[c] = (float) (gamma[c] * Math.sqrt((variance[c] + target) / (variance[c] + source)));
      }
    }
    return moved;
  }
}
