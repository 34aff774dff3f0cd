package org.truncus.calibrate;

import java.util.ArrayList;
import java.util.List;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;
import org.truncus.metric.Brier;
import org.truncus.metric.CalibrationError;
import org.truncus.metric.LogLoss;

/**
 * The rows of a multi-class model whose class is known.
 *
 * @param logits {@code [N][L]}
 * @param classes {@code [N]} index of the true class
 */
@SuppressWarnings("ArrayRecordComponent") // inner loop of a fit, never compared
record ClassRows(double[][] logits, int[] classes) {

  static ClassRows of(PredictionList predictions) {
    List<double[]> logits = new ArrayList<>();
    List<Integer> classes = new ArrayList<>();
    for (Prediction row : predictions.rows()) {
      int known = -1;
      for (int l = 0; l < row.targets().length; l++) {
        known = row.targets()[l] > 0.5f ? l : known;
      }
      if (known >= 0) {
        double[] z = new double[row.logits().length];
        for (int l = 0; l < z.length; l++) {
          z[l] = row.logits()[l];
        }
        logits.add(z);
        classes.add(known);
      }
    }
    return new ClassRows(
        logits.toArray(double[][]::new), classes.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Negative log-likelihood of the whole distribution. */
  double nll(double temperature) {
    return SoftmaxLikelihood.nll(logits, classes, 1 / temperature);
  }

  /** Quality of one class against the rest. */
  CalibrationQuality quality(int label, double temperature) {
    double[] p = new double[classes.length];
    boolean[] positives = new boolean[classes.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = TemperatureScaling.softmax(logits[i], temperature)[label];
      positives[i] = classes[i] == label;
    }
    return new CalibrationQuality(
        CalibrationError.of(p, positives), Brier.of(p, positives), LogLoss.of(p, positives));
  }
}
