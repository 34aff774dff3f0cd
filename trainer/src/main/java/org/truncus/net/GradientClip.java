package org.truncus.net;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Clipping by global norm (Pascanu et al. 2013): all gradients are scaled by the same factor. */
final class GradientClip {

  private GradientClip() {}

  /**
   * The gradients times {@code limit / max(norm, limit)}, where the norm is that of all of them as
   * one vector.
   */
  static Map<String, Operand<TFloat32>> apply(
      Ops tf, Map<String, Operand<TFloat32>> gradients, double limit) {
    if (limit == Double.POSITIVE_INFINITY) {
      return gradients;
    }
    List<Operand<TFloat32>> halves =
        gradients.values().stream().<Operand<TFloat32>>map(tf.nn::l2Loss).toList();
    Operand<TFloat32> norm =
        tf.withName(Optimizer.GRADIENT_NORM)
            .math
            .sqrt(tf.math.mul(tf.math.addN(halves), tf.constant(2f)));
    Operand<TFloat32> most = tf.constant((float) limit);
    Operand<TFloat32> scale = tf.math.div(most, tf.math.maximum(norm, most));
    Map<String, Operand<TFloat32>> clipped = new LinkedHashMap<>();
    gradients.forEach((name, gradient) -> clipped.put(name, tf.math.mul(gradient, scale)));
    return clipped;
  }
}
