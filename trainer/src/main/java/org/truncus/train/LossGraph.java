package org.truncus.train;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;
import org.truncus.list.Task;

/** {@link LossFunction} as graph operations. */
final class LossGraph {

  /** Takes a logit out of a logsumexp. */
  private static final float OUT_OF_SIGHT = 1e9f;

  private LossGraph() {}

  /**
   * The sum of the losses times their factors.
   *
   * @param logits {@code [N,L]}
   * @param targets {@code [N,L]} as {@link LossFunction#filled} gives them
   * @param factors as {@link LossFunction#factors} gives them: {@code [N,L]} or {@code [N]}
   * @return scalar
   */
  static Operand<TFloat32> sum(
      Ops tf,
      LossFunction loss,
      Operand<TFloat32> logits,
      Operand<TFloat32> targets,
      Operand<TFloat32> factors) {
    boolean classes = loss.task() == Task.MULTICLASS;
    Operand<TFloat32> losses =
        classes
            ? tf.nn.softmaxCrossEntropyWithLogits(logits, targets).loss()
            : tf.math.sub(tf.math.softplus(logits), tf.math.mul(logits, targets));
    if (loss.gamma() > 0) {
      Operand<TFloat32> doubt =
          classes ? classDoubt(tf, logits, targets) : labelDoubt(tf, logits, targets);
      Operand<TFloat32> gamma = tf.constant((float) loss.gamma());
      losses = tf.math.mul(losses, tf.math.exp(tf.math.mul(doubt, gamma)));
    }
    Operand<TFloat32> all = tf.math.mul(losses, factors);
    return tf.sum(all, tf.range(tf.constant(0), tf.rank(all), tf.constant(1)));
  }

  /** {@code ln(1 − p)}, p the probability of the truth, whose gradient is finite everywhere. */
  private static Operand<TFloat32> labelDoubt(
      Ops tf, Operand<TFloat32> logits, Operand<TFloat32> targets) {
    Operand<TFloat32> sign = tf.math.sub(tf.math.mul(targets, tf.constant(2f)), tf.constant(1f));
    return tf.math.neg(tf.math.softplus(tf.math.mul(logits, sign)));
  }

  private static Operand<TFloat32> classDoubt(
      Ops tf, Operand<TFloat32> logits, Operand<TFloat32> targets) {
    Operand<TFloat32> others = tf.math.sub(logits, tf.math.mul(targets, tf.constant(OUT_OF_SIGHT)));
    return tf.math.sub(logSumExp(tf, others), logSumExp(tf, logits));
  }

  /** {@code [N]} of {@code [N,L]}. */
  private static Operand<TFloat32> logSumExp(Ops tf, Operand<TFloat32> values) {
    Operand<TFloat32> largest = tf.stopGradient(tf.max(values, tf.constant(1), Max.keepDims(true)));
    Operand<TFloat32> sum =
        tf.sum(tf.math.exp(tf.math.sub(values, largest)), tf.constant(1), Sum.keepDims(true));
    return tf.squeeze(tf.math.add(largest, tf.math.log(sum)), Squeeze.axis(List.of(1L)));
  }
}
