package org.truncus.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fits beta calibration (Kull, Silva Filho and Flach 2017, section 4): logistic regression on
 * {@code ln p} and {@code −ln(1−p)}, whose coefficients may not be negative. The likelihood is
 * concave, so the best of the fits with none, one or the other coefficient held at 0 that keep the
 * bounds is the optimum.
 */
public final class BetaCalibration {

  private BetaCalibration() {}

  /**
   * Fits.
   *
   * @param z {@code [N]} finite
   * @param positives {@code [N]}
   * @throws UnfittableException where the scores separate the classes or don't rise with the
   *     finding
   */
  public static Beta fit(double[] z, boolean[] positives) {
    if (Shape.separates(z, positives)) {
      throw new UnfittableException(Shape.SEPARATE);
    }
    double[] low = new double[z.length];
    double[] high = new double[z.length];
    double[] ones = new double[z.length];
    double[] targets = new double[z.length];
    Arrays.fill(ones, 1);
    for (int i = 0; i < z.length; i++) {
      low[i] = -Logits.softplus(-z[i]);
      high[i] = Logits.softplus(z[i]);
      targets[i] = positives[i] ? 1 : 0;
    }
    double[] both = new LogisticRegression(new double[][] {low, high, ones}, targets).fit();
    if (both[0] >= 0 && both[1] >= 0) {
      return beta(both[0], both[1], both[2]);
    }
    List<Bounded> bounded = new ArrayList<>();
    LogisticRegression lowOnly = new LogisticRegression(new double[][] {low, ones}, targets);
    double[] a = lowOnly.fit();
    bounded.add(new Bounded(a[0], 0, a[1], lowOnly.value(a)));
    LogisticRegression highOnly = new LogisticRegression(new double[][] {high, ones}, targets);
    double[] b = highOnly.fit();
    bounded.add(new Bounded(0, b[0], b[1], highOnly.value(b)));
    return bounded.stream()
        .filter(fit -> fit.a + fit.b > 0)
        .min((x, y) -> Double.compare(x.loss, y.loss))
        .map(fit -> beta(fit.a, fit.b, fit.c))
        .orElseThrow(() -> new UnfittableException(Shape.FALLING));
  }

  private static Beta beta(double a, double b, double c) {
    if (!(a + b > 0)) {
      throw new UnfittableException(Shape.FALLING);
    }
    return new Beta(a, b, c);
  }

  private record Bounded(double a, double b, double c, double loss) {}
}
