package org.truncus.calibrate;

/** Mean negative log-likelihood of independent sigmoids as a function of beta = 1/T. */
final class SigmoidLikelihood {

  private SigmoidLikelihood() {}

  /** {@code mean(log(1 + exp(beta z)) - y beta z)} in nats. */
  static double nll(double[] logits, boolean[] positives, double beta) {
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      sum += Logits.loss(beta * logits[i], positives[i]);
    }
    return sum / logits.length;
  }

  /** First derivative, {@code mean(z (sigmoid(beta z) - y))}. */
  static double slope(double[] logits, boolean[] positives, double beta) {
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      double p = Logits.sigmoid(beta * logits[i]);
      sum += logits[i] * (positives[i] ? p - 1 : p);
    }
    return sum / logits.length;
  }

  /** Second derivative, {@code mean(z^2 p (1 - p))}. */
  static double curvature(double[] logits, double beta) {
    double sum = 0;
    for (double logit : logits) {
      double p = Logits.sigmoid(beta * logit);
      sum += logit * logit * p * (1 - p);
    }
    return sum / logits.length;
  }
}
