package org.truncus.calibrate;

/** Mean negative log-likelihood of a softmax as a function of beta = 1/T. */
final class SoftmaxLikelihood {

  private SoftmaxLikelihood() {}

  /** {@code softmax(beta * logits)}. */
  static double[] probabilities(double[] logits, double beta) {
    double highest = highest(logits, beta);
    double[] p = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.exp(beta * logits[k] - highest);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    return p;
  }

  /** {@code mean(logsumexp(beta z) - beta z_y)} in nats. */
  static double nll(double[][] logits, int[] classes, double beta) {
    double total = 0;
    for (int i = 0; i < logits.length; i++) {
      total += loss(logits[i], beta, classes[i]);
    }
    return total / logits.length;
  }

  /** {@code logsumexp(z) - z_y} in nats. */
  static double loss(double[] logits, int label) {
    return loss(logits, 1, label);
  }

  private static double loss(double[] logits, double beta, int label) {
    double highest = highest(logits, beta);
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(beta * logit - highest);
    }
    return highest + Math.log(sum) - beta * logits[label];
  }

  /** First derivative: mean of the expected logit less the true one. */
  static double slope(double[][] logits, int[] classes, double beta) {
    double total = 0;
    for (int i = 0; i < logits.length; i++) {
      total += mean(logits[i], probabilities(logits[i], beta)) - logits[i][classes[i]];
    }
    return total / logits.length;
  }

  /** Second derivative: mean variance of the logit. */
  static double curvature(double[][] logits, double beta) {
    double total = 0;
    for (double[] row : logits) {
      double[] p = probabilities(row, beta);
      double mean = mean(row, p);
      for (int k = 0; k < row.length; k++) {
        total += p[k] * (row[k] - mean) * (row[k] - mean);
      }
    }
    return total / logits.length;
  }

  private static double mean(double[] logits, double[] p) {
    double mean = 0;
    for (int k = 0; k < logits.length; k++) {
      mean += p[k] * logits[k];
    }
    return mean;
  }

  private static double highest(double[] logits, double beta) {
    double highest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      highest = Math.max(highest, beta * logit);
    }
    return highest;
  }
}
