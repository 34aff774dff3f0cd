package org.truncus.calibrate;

/**
 * Logistic regression by maximum likelihood on a few features, without penalty; targets may be
 * shares between 0 and 1.
 *
 * @param features {@code [D][N]}
 * @param targets {@code [N]} in [0,1]
 */
@SuppressWarnings("ArrayRecordComponent") // a parameter object, never compared
record LogisticRegression(double[][] features, double[] targets) implements NewtonFit.Objective {

  /** The coefficients {@code [D]}. */
  double[] fit() {
    return NewtonFit.minimum(this, new double[features.length]);
  }

  @Override
  public double value(double[] at) {
    double sum = 0;
    for (int i = 0; i < targets.length; i++) {
      double z = score(at, i);
      sum += targets[i] * Logits.softplus(-z) + (1 - targets[i]) * Logits.softplus(z);
    }
    return sum / targets.length;
  }

  @Override
  public void derivatives(double[] at, double[] gradient, double[][] hessian) {
    for (int i = 0; i < targets.length; i++) {
      double p = Logits.sigmoid(score(at, i));
      double off = (p - targets[i]) / targets.length;
      double weight = p * (1 - p) / targets.length;
      for (int a = 0; a < at.length; a++) {
        gradient[a] += off * features[a][i];
        for (int b = 0; b <= a; b++) {
          hessian[a][b] += weight * features[a][i] * features[b][i];
        }
      }
    }
  }

  private double score(double[] at, int row) {
    double z = 0;
    for (int a = 0; a < at.length; a++) {
      z += at[a] * features[a][row];
    }
    return z;
  }
}
