package org.truncus.gateway.infer;

import org.truncus.list.Task;

/** What a network says before calibration, as shares. */
final class RawScores {
  private RawScores() {}

  /**
   * Shares of logits.
   *
   * @param task softmax for classes which exclude each other, sigmoid for independent labels
   * @param logits {@code [L]}
   * @return {@code [L]} in [0,1]
   */
  static float[] of(Task task, float[] logits) {
    float[] shares = new float[logits.length];
    if (task != Task.MULTICLASS) {
      for (int i = 0; i < shares.length; i++) {
        shares[i] = (float) (1 / (1 + Math.exp(-logits[i])));
      }
      return shares;
    }
    double highest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      highest = Math.max(highest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - highest);
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (float) (Math.exp(logits[i] - highest) / sum);
    }
    return shares;
  }
}
