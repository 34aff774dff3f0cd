package org.truncus.metric;

import java.util.Arrays;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;

/**
 * One label of predictions as primitive arrays of equal length, without the masked rows.
 *
 * @param scores probabilities in [0,1]
 * @param logits before sigmoid or softmax
 * @param positives whether the finding is there
 * @param patients whose row it is
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity; copies would cost per row
public record LabelSample(
    double[] scores, double[] logits, boolean[] positives, String[] patients) {

  /** The rows of a label that aren't masked, in their order. */
  public static LabelSample of(PredictionList predictions, int label) {
    int n = predictions.rows().size();
    double[] scores = new double[n];
    double[] logits = new double[n];
    boolean[] positives = new boolean[n];
    String[] patients = new String[n];
    int kept = 0;
    for (Prediction row : predictions.rows()) {
      if (!Float.isNaN(row.targets()[label])) {
        scores[kept] = row.probabilities()[label];
        logits[kept] = row.logits()[label];
        positives[kept] = row.targets()[label] > 0.5f;
        patients[kept] = row.patientId();
        kept++;
      }
    }
    return new LabelSample(
        Arrays.copyOf(scores, kept),
        Arrays.copyOf(logits, kept),
        Arrays.copyOf(positives, kept),
        Arrays.copyOf(patients, kept));
  }

  /** How many rows are positive. */
  public long positiveCount() {
    long count = 0;
    for (boolean positive : positives) {
      count += positive ? 1 : 0;
    }
    return count;
  }
}
