package org.truncus.net;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.WeightSpec;

/** Where a graph takes its weights from: variables to train, or constants to serve. */
public sealed interface Weights permits VariableWeights, ConstantWeights {

  /** The weight in the graph, with the shape of the spec. */
  Operand<TFloat32> get(WeightSpec spec);

  /**
   * Asks that each training step moves a statistic: {@code moving = momentum * moving + (1 -
   * momentum) * batch}.
   *
   * @throws IllegalStateException where weights cannot change
   */
  void updateMovingAverage(WeightSpec spec, Operand<TFloat32> batch, float momentum);
}
