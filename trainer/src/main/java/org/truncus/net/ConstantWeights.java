package org.truncus.net;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/**
 * Weights as constants in the graph, for serving: the exported graph has no variables, so that the
 * run time can fold and reorder them at load. A graph must stay below 2 GB.
 */
public final class ConstantWeights implements Weights {

  private final Ops tf;
  private final Map<String, WeightTensor> tensors;
  private final Map<String, Operand<TFloat32>> constants = new HashMap<>();

  /**
   * @param tf where the constants go
   * @param tensors by name; more than the network needs is allowed
   */
  public ConstantWeights(Ops tf, Map<String, WeightTensor> tensors) {
    this.tf = tf;
    this.tensors = Map.copyOf(tensors);
  }

  @Override
  public Operand<TFloat32> get(WeightSpec spec) {
    return constants.computeIfAbsent(spec.name(), name -> constant(spec));
  }

  private Operand<TFloat32> constant(WeightSpec spec) {
    WeightTensor tensor = tensors.get(spec.name());
    if (tensor == null || !Arrays.equals(tensor.shape(), spec.shape())) {
      throw new IllegalArgumentException(
          "the network needs %s, the weights have %s"
              .formatted(spec, tensor == null ? "nothing of that name" : tensor));
    }
    try (TFloat32 value = Tensors.of(tensor)) {
      return tf.withName(spec.name()).constantOf(value);
    }
  }

  @Override
  public void updateMovingAverage(WeightSpec spec, Operand<TFloat32> batch, float momentum) {
    throw new IllegalStateException(
        "constant weights can't be trained: build the network in inference mode");
  }
}
