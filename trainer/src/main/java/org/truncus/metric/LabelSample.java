package org.truncus.metric;

import java.util.Arrays;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;

/**
 * One label of predictions as primitive arrays of equal length, without the masked rows.
 *
 * @param scores what thresholds and calibration look at: probabilities in [0,1], or another score
 * @param logits before sigmoid or softmax
 * @param rankScores what orders the rows for {@link Auroc}, {@link AveragePrecision} and curves: as
 *     the scores do, but without the ties that rounding makes. A float32 probability is 1 from a
 *     logit of about 17 on; so these are the logits, or for the classes of a softmax ln(p/(1-p)) in
 *     double, see {@link SoftmaxMargin}
 * @param positives whether the finding is there
 * @param patients whose row it is
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity; copies would cost per row
public record LabelSample(
    double[] scores, double[] logits, double[] rankScores, boolean[] positives, String[] patients) {

  /** A sample that is ordered by its scores. */
  public LabelSample(double[] scores, double[] logits, boolean[] positives, String[] patients) {
    this(scores, logits, scores, positives, patients);
  }

  /** The rows of a label that aren't masked, in their order. */
  public static LabelSample of(PredictionList predictions, int label) {
    int n = predictions.rows().size();
    boolean softmax = SoftmaxMargin.isSoftmax(predictions);
    double[] scores = new double[n];
    double[] logits = new double[n];
    double[] margins = new double[n];
    boolean[] positives = new boolean[n];
    String[] patients = new String[n];
    int kept = 0;
    for (Prediction row : predictions.rows()) {
      if (!Float.isNaN(row.targets()[label])) {
        scores[kept] = row.probabilities()[label];
        logits[kept] = row.logits()[label];
        margins[kept] =
            softmax ? SoftmaxMargin.of(doubles(row.probabilities()), label) : logits[kept];
        positives[kept] = row.targets()[label] > 0.5f;
        patients[kept] = row.patientId();
        kept++;
      }
    }
    return new LabelSample(
        Arrays.copyOf(scores, kept),
        Arrays.copyOf(logits, kept),
        Arrays.copyOf(margins, kept),
        Arrays.copyOf(positives, kept),
        Arrays.copyOf(patients, kept));
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  /** Some of the rows, in the order of their numbers. */
  public LabelSample rows(int[] numbers) {
    int n = numbers.length;
    double[] ofScores = new double[n];
    double[] ofLogits = new double[n];
    double[] ofRanks = new double[n];
    boolean[] ofPositives = new boolean[n];
    String[] ofPatients = new String[n];
    for (int i = 0; i < n; i++) {
      ofScores[i] = scores[numbers[i]];
      ofLogits[i] = logits[numbers[i]];
      ofRanks[i] = rankScores[numbers[i]];
      ofPositives[i] = positives[numbers[i]];
      ofPatients[i] = patients[numbers[i]];
    }
    return new LabelSample(ofScores, ofLogits, ofRanks, ofPositives, ofPatients);
  }

  /** How many rows are positive. */
  public long positiveCount() {
    long count = 0;
    for (boolean positive : positives) {
      count += positive ? 1 : 0;
    }
    return count;
  }

  /** Whether there are positives and negatives, so that discrimination is defined. */
  public boolean hasBothClasses() {
    long positive = positiveCount();
    return positive > 0 && positive < positives.length;
  }
}
