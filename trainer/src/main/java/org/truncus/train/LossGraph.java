package org.truncus.train;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.truncus.list.Task;

/** {@link LossFunction} as graph operations. */
final class LossGraph {

  private LossGraph() {}

  /**
   * The sum of the losses times their factors.
   *
   * @param logits {@code [N,L]}
   * @param targets {@code [N,L]}, 0 where masked
   * @param factors as {@link LossFunction#factors} gives them: {@code [N,L]} or {@code [N]}
   * @return scalar
   */
  static Operand<TFloat32> sum(
      Ops tf,
      Task task,
      Operand<TFloat32> logits,
      Operand<TFloat32> targets,
      Operand<TFloat32> factors) {
    Operand<TFloat32> losses =
        task == Task.MULTICLASS
            ? tf.nn.softmaxCrossEntropyWithLogits(logits, targets).loss()
            : tf.math.sub(tf.math.softplus(logits), tf.math.mul(logits, targets));
    Operand<TFloat32> all = tf.math.mul(losses, factors);
    return tf.sum(all, tf.range(tf.constant(0), tf.rank(all), tf.constant(1)));
  }
}
