package org.truncus.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;

/**
 * The rows of a multi-class model whose class is known.
 *
 * @param logits {@code [N][L]}
 * @param classes {@code [N]} index of the true class
 * @param patients {@code [N]} whose row it is
 */
@SuppressWarnings("ArrayRecordComponent") // inner loop of a fit, never compared
record ClassRows(double[][] logits, int[] classes, String[] patients) {

  /** The rows, their logits after the correction of priors. */
  static ClassRows of(PredictionList predictions, List<PriorCorrection> corrections) {
    List<double[]> logits = new ArrayList<>();
    List<Integer> classes = new ArrayList<>();
    List<String> patients = new ArrayList<>();
    for (Prediction row : predictions.rows()) {
      int known = -1;
      for (int l = 0; l < row.targets().length; l++) {
        known = row.targets()[l] > 0.5f ? l : known;
      }
      if (known >= 0) {
        double[] z = new double[row.logits().length];
        for (int l = 0; l < z.length; l++) {
          z[l] = row.logits()[l] - corrections.get(l).logit();
        }
        logits.add(z);
        classes.add(known);
        patients.add(row.patientId());
      }
    }
    return new ClassRows(
        logits.toArray(double[][]::new),
        classes.stream().mapToInt(Integer::intValue).toArray(),
        patients.toArray(String[]::new));
  }

  /** The same rows with other logits. */
  ClassRows with(double[][] others) {
    return new ClassRows(others, classes, patients);
  }

  /** Some of the rows. */
  ClassRows rows(int[] rows) {
    return new ClassRows(
        Arrays.stream(rows).mapToObj(i -> logits[i]).toArray(double[][]::new),
        Arrays.stream(rows).map(i -> classes[i]).toArray(),
        Arrays.stream(rows).mapToObj(i -> patients[i]).toArray(String[]::new));
  }

  /** Negative log-likelihood of each row's class, in nats. */
  double[] losses() {
    double[] losses = new double[classes.length];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = SoftmaxLikelihood.loss(logits[i], classes[i]);
    }
    return losses;
  }

  /** Negative log-likelihood of the whole distribution. */
  double nll() {
    return SoftmaxLikelihood.nll(logits, classes, 1);
  }

  /** {@code softmax} of each row. */
  double[][] probabilities() {
    return Arrays.stream(logits).map(Logits::softmax).toArray(double[][]::new);
  }

  /** Which rows are of a class. */
  boolean[] positives(int label) {
    boolean[] positives = new boolean[classes.length];
    for (int i = 0; i < positives.length; i++) {
      positives[i] = classes[i] == label;
    }
    return positives;
  }

  /** Patients with a row of the class that has the fewest. */
  int fewestPatients(int labels) {
    List<Set<String>> of = new ArrayList<>();
    for (int l = 0; l < labels; l++) {
      of.add(new HashSet<>());
    }
    for (int i = 0; i < classes.length; i++) {
      of.get(classes[i]).add(patients[i]);
    }
    return of.stream().mapToInt(Set::size).min().orElse(0);
  }

  /** Whether every logit is a finite number. */
  boolean isFinite() {
    return Arrays.stream(logits).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
  }
}
