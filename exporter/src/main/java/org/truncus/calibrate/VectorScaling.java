package org.truncus.calibrate;

import java.util.ArrayList;
import java.util.List;

/**
 * Vector scaling (Guo et al. 2017, section 4.2): factor and offset of every class before the
 * softmax, by maximum likelihood. A softmax doesn't see a common offset, and classes that separate
 * have no optimum, so the distance from factor 1 and offset 0 costs {@value #PENALTY} times its
 * square.
 */
public final class VectorScaling {

  /** What the squares of {@code slope − 1} and {@code intercept} weigh beside the mean loss. */
  public static final double PENALTY = 1e-4;

  private VectorScaling() {}

  /**
   * Fits.
   *
   * @param logits {@code [N][L]} finite
   * @param classes {@code [N]} index of the true class
   * @return one a class, offsets with the mean 0
   * @throws UnfittableException where the factor of a class isn't above 0
   */
  public static List<VectorScale> fit(double[][] logits, int[] classes) {
    int labels = logits[0].length;
    double[] start = new double[2 * labels];
    for (int l = 0; l < labels; l++) {
      start[l] = 1;
    }
    double[] found = NewtonFit.minimum(new Loss(logits, classes, labels), start);
    List<VectorScale> scales = new ArrayList<>();
    for (int l = 0; l < labels; l++) {
      if (!(found[l] > 0)) {
        throw new UnfittableException("the scores of a class do not rise with it");
      }
      scales.add(new VectorScale(found[l], found[labels + l]));
    }
    return scales;
  }

  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record Loss(double[][] logits, int[] classes, int labels) implements NewtonFit.Objective {

    private double[] scaled(double[] at, double[] row) {
      double[] z = new double[labels];
      for (int l = 0; l < labels; l++) {
        z[l] = at[l] * row[l] + at[labels + l];
      }
      return z;
    }

    @Override
    public double value(double[] at) {
      double sum = 0;
      for (int i = 0; i < logits.length; i++) {
        sum += SoftmaxLikelihood.loss(scaled(at, logits[i]), classes[i]);
      }
      double squares = 0;
      for (int k = 0; k < at.length; k++) {
        squares += off(at, k) * off(at, k);
      }
      return sum / logits.length + PENALTY * squares;
    }

    @Override
    public void derivatives(double[] at, double[] gradient, double[][] hessian) {
      for (int k = 0; k < at.length; k++) {
        gradient[k] = 2 * PENALTY * off(at, k);
        hessian[k][k] = 2 * PENALTY;
      }
      for (int i = 0; i < logits.length; i++) {
        double[] p = Logits.softmax(scaled(at, logits[i]));
        for (int a = 0; a < at.length; a++) {
          double xa = feature(a, logits[i]) / logits.length;
          int classA = a % labels;
          gradient[a] += xa * (p[classA] - (classes[i] == classA ? 1 : 0));
          for (int b = 0; b <= a; b++) {
            int classB = b % labels;
            double weight = (classA == classB ? p[classA] : 0) - p[classA] * p[classB];
            hessian[a][b] += xa * feature(b, logits[i]) * weight;
          }
        }
      }
    }

    private double feature(int parameter, double[] row) {
      return parameter < labels ? row[parameter] : 1;
    }

    private double off(double[] at, int parameter) {
      return at[parameter] - (parameter < labels ? 1 : 0);
    }
  }
}
