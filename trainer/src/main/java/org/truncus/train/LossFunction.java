package org.truncus.train;

import java.util.Arrays;
import java.util.List;
import org.truncus.list.Task;

/**
 * What training minimises, and its value in double precision. Targets and logits are {@code [N,L]}
 * row by row.
 *
 * <p>Multi-label: {@code w · f · (t·softplus(−z) + (1−t)·softplus(z))}, w being the weight of the
 * label where it is positive and 1 where not, averaged over the targets that aren't masked.
 * Multi-class: {@code w[class] · f · (logsumexp(z) − Σ t·z)}, averaged over the rows by weight; a
 * row with a masked target is left out. The focal factor f (Lin et al. 2017) is {@code (1 −
 * p)^gamma} with p the probability given to the truth, and 1 for a gamma of 0. Smoothing takes the
 * share ε from the targets and spreads it evenly over the two answers of a label or over the
 * classes.
 *
 * @param task what the outputs mean
 * @param weights {@code [L]} of the positives of a label, or of a class; not to be changed
 * @param gamma of the focal factor; 0 for none
 * @param smoothing ε; 0 for none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content
record LossFunction(Task task, double[] weights, double gamma, double smoothing) {

  /** The cross-entropy with these weights. */
  LossFunction(Task task, double[] weights) {
    this(task, weights, 0, 0);
  }

  /**
   * The loss for these training targets.
   *
   * @throws org.truncus.problem.UsageException where a weight is given for a label that isn't there
   */
  static LossFunction of(Task task, LossConfig config, List<String> labels, List<float[]> targets) {
    return new LossFunction(
        task,
        LossWeights.of(task, config, labels, targets),
        config.gamma(),
        config.labelSmoothing());
  }

  /** Targets as they are fed: smoothed, 0 where masked. */
  float[] filled(float[] targets) {
    float[] filled = new float[targets.length];
    for (int i = 0; i < filled.length; i++) {
      filled[i] = Float.isNaN(targets[i]) ? 0 : (float) smoothed(targets[i]);
    }
    return filled;
  }

  private double smoothed(float target) {
    return smoothing == 0 ? target : target * (1 - smoothing) + smoothing / answers();
  }

  private int answers() {
    return task == Task.MULTICLASS ? weights.length : 2;
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
      if (!Float.isNaN(targets[i])) {
        boolean positive = targets[i] > 0.5f;
        double target = smoothed(targets[i]);
        double z = logits[i];
        double loss = target * softplus(-z) + (1 - target) * softplus(z);
        double focal = Math.exp(-gamma * softplus(positive ? z : -z));
        sum += (positive ? weights[l] : 1) * focal * loss;
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
    double logSum = logSumExp(logits, from, weights.length);
    double loss = 0;
    double truth = 0;
    for (int l = 0; l < weights.length; l++) {
      double behind = logSum - logits[from + l];
      loss += smoothed(targets[from + l]) * behind;
      truth += targets[from + l] * Math.exp(-behind);
    }
    return weight * Math.pow(1 - truth, gamma) * loss;
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
        && Arrays.equals(weights, that.weights)
        && gamma == that.gamma
        && smoothing == that.smoothing;
  }

  @Override
  public int hashCode() {
    return 31 * task.hashCode() + Arrays.hashCode(weights);
  }
}
