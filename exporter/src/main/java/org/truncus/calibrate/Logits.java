package org.truncus.calibrate;

/** The functions between logits and probabilities, without overflow at either end. */
public final class Logits {

  private Logits() {}

  /** {@code 1 / (1 + exp(-z))}. */
  public static double sigmoid(double z) {
    double e = Math.exp(-Math.abs(z));
    return z >= 0 ? 1 / (1 + e) : e / (1 + e);
  }

  /** {@code ln(p / (1 - p))}; infinite at 0 and 1. */
  public static double logit(double p) {
    return Math.log(p) - Math.log1p(-p);
  }

  /** {@code ln(1 + exp(z))}: minus the logarithm of {@code 1 - sigmoid(z)}. */
  public static double softplus(double z) {
    return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  }

  /** {@code softmax(z)}. */
  public static double[] softmax(double[] z) {
    return SoftmaxLikelihood.probabilities(z, 1);
  }

  /** The negative log-likelihood of an outcome, in nats. */
  static double loss(double z, boolean positive) {
    return softplus(positive ? -z : z);
  }
}
