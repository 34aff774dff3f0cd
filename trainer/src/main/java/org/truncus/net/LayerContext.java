package org.truncus.net;

import java.util.List;
import org.tensorflow.op.Ops;
import org.truncus.weights.WeightSpec;

/**
 * What a layer needs to add its operations to a graph.
 *
 * @param tf where operations go
 * @param layer the layer's name
 * @param weights where the values come from
 * @param specs the layer's own weights in their order
 * @param mode training or inference
 * @param momentum share of an old moving average that a training step keeps
 */
public record LayerContext(
    Ops tf, String layer, Weights weights, List<WeightSpec> specs, Mode mode, float momentum) {

  /**
   * For an operation called {@code layer.name}. A scope for each layer would read better, but
   * TensorFlow for Java walks over the whole graph whenever it makes one: DenseNet201 took 22 s to
   * build.
   */
  Ops op(String name) {
    return tf.withName(layer + "." + name);
  }
}
