package org.truncus.train;

import java.util.Arrays;
import java.util.List;
import org.truncus.list.Task;

/**
 * The cross-entropy that training minimises, and its value in double precision. Multi-label: {@code
 * w·t·softplus(−z) + (1−t)·softplus(z)}, averaged over the targets that aren't masked. Multi-class:
 * {@code w[class]·(logsumexp(z) − z[class])}, averaged over the rows by weight; a row with a masked
 * target is left out. Targets and logits are {@code [N,L]} row by row.
 *
 * @param task what the outputs mean
 * @param weights {@code [L]} of the positives of a label, or of a class; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content
record LossFunction(Task task, double[] weights) {

  /** The loss for these training targets. */
  static LossFunction of(Task task, Loss loss, int labels, List<float[]> targets) {
    double[] weights = new double[labels];
    Arrays.fill(weights, 1);
    if (loss == Loss.BALANCED) {
      for (int l = 0; l < labels; l++) {
        weights[l] = balanced(task, labels, l, targets);
      }
    }
    return new LossFunction(task, weights);
  }

  private static double balanced(Task task, int labels, int label, List<float[]> targets) {
    double positives = targets.stream().filter(row -> row[label] > 0.5f).count();
    double negatives = targets.stream().filter(row -> row[label] < 0.5f).count();
    return task == Task.MULTILABEL
        ? negatives / positives
        : (positives + negatives) / (labels * positives);
  }

  /** Targets as they are fed: 0 where masked. */
  float[] filled(float[] targets) {
    float[] filled = targets.clone();
    for (int i = 0; i < filled.length; i++) {
      if (Float.isNaN(filled[i])) {
        filled[i] = 0;
      }
    }
    return filled;
  }

  /** Factors of the losses: {@code [N,L]} for multi-label, {@code [N]} for multi-class. */
  float[] factors(float[] targets) {
    int labels = weights.length;
    if (task == Task.MULTICLASS) {
      float[] factors = new float[targets.length / labels];
      for (int n = 0; n < factors.length; n++) {
        factors[n] = (float) rowWeight(targets, n);
      }
      return factors;
    }
    float[] factors = new float[targets.length];
    for (int i = 0; i < factors.length; i++) {
      factors[i] =
          Float.isNaN(targets[i]) ? 0 : targets[i] > 0.5f ? (float) weights[i % labels] : 1;
    }
    return factors;
  }

  /** What the sum of the losses is divided by for their mean; 0 where all is masked. */
  double divisor(float[] targets) {
    double divisor = 0;
    if (task == Task.MULTICLASS) {
      for (int n = 0; n < targets.length / weights.length; n++) {
        divisor += rowWeight(targets, n);
      }
    } else {
      for (float target : targets) {
        divisor += Float.isNaN(target) ? 0 : 1;
      }
    }
    return divisor;
  }

  /** The sum of the losses. */
  double sum(float[] logits, float[] targets) {
    int labels = weights.length;
    double sum = 0;
    for (int n = 0; n < targets.length / labels; n++) {
      sum +=
          task == Task.MULTICLASS
              ? softmaxLoss(logits, targets, n)
              : sigmoidLoss(logits, targets, n);
    }
    return sum;
  }

  /** The mean of the losses; NaN where all is masked. */
  double mean(float[] logits, float[] targets) {
    return sum(logits, targets) / divisor(targets);
  }

  /** Sigmoid or softmax of one row of logits {@code [L]}. */
  static float[] probabilities(Task task, float[] logits) {
    float[] probabilities = new float[logits.length];
    double logSum = task == Task.MULTICLASS ? logSumExp(logits, 0, logits.length) : 0;
    for (int l = 0; l < logits.length; l++) {
      probabilities[l] =
          (float)
              (task == Task.MULTICLASS
                  ? Math.exp(logits[l] - logSum)
                  : 1 / (1 + Math.exp(-(double) logits[l])));
    }
    return probabilities;
  }

  private double sigmoidLoss(float[] logits, float[] targets, int row) {
    double sum = 0;
    for (int l = 0; l < weights.length; l++) {
      int i = row * weights.length + l;
      if (targets[i] > 0.5f) {
        sum += weights[l] * softplus(-(double) logits[i]);
      } else if (targets[i] < 0.5f) {
        sum += softplus(logits[i]);
      }
    }
    return sum;
  }

  private double softmaxLoss(float[] logits, float[] targets, int row) {
    double weight = rowWeight(targets, row);
    if (weight == 0) {
      return 0;
    }
    int from = row * weights.length;
    double own = 0;
    for (int l = 0; l < weights.length; l++) {
      own += targets[from + l] * (double) logits[from + l];
    }
    return weight * (logSumExp(logits, from, weights.length) - own);
  }

  private double rowWeight(float[] targets, int row) {
    double weight = 0;
    for (int l = 0; l < weights.length; l++) {
      weight += weights[l] * targets[row * weights.length + l];
    }
    return Double.isNaN(weight) ? 0 : weight;
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double logSumExp(float[] logits, int from, int length) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = from; i < from + length; i++) {
      max = Math.max(max, logits[i]);
    }
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += Math.exp(logits[i] - max);
    }
    return max + Math.log(sum);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LossFunction that
        && task == that.task
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return 31 * task.hashCode() + Arrays.hashCode(weights);
  }
}
