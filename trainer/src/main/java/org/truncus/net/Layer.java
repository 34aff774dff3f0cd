package org.truncus.net;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.WeightSpec;

/**
 * A layer, named and parameterised as in Keras. A layer is data: it knows its weights, the shape of
 * its output and its cost without TensorFlow, and adds its operations to a graph when asked.
 *
 * <p>No layer dilates: the C++ gradients of dilated convolutions are silently wrong in TensorFlow
 * 2.18, so there is no argument for it. No windowed layer strides with SAME padding either: the
 * side on which SAME pads differs from the frameworks that weights come from; use {@link
 * ZeroPadding2D}.
 */
public sealed interface Layer
    permits Add,
        AveragePooling2D,
        BatchNormalization,
        Concatenate,
        Conv2D,
        Dense,
        DepthwiseConv2D,
        Flatten,
        GlobalAveragePooling2D,
        MaxPooling2D,
        ReLU,
        ReLU6,
        ZeroPadding2D {

  /** The shape this layer makes of its inputs; sides of 0 or less where the window does not fit. */
  FeatureShape output(List<FeatureShape> inputs);

  /**
   * Adds the operations.
   *
   * @param inputs {@code [N,H,W,C]}, or {@code [N,C]} after pooling over the whole image
   */
  Operand<TFloat32> build(LayerContext context, List<Operand<TFloat32>> inputs);

  /** The weights of a layer of this name, in Keras' order. */
  default List<WeightSpec> weights(String name, List<FeatureShape> inputs) {
    return List.of();
  }

  /** Multiply-accumulate operations of convolutions and dense layers, for one image. */
  default long macs(List<FeatureShape> inputs) {
    return 0;
  }

  /** By how much this layer shrinks each side. */
  default int strides() {
    return 1;
  }
}
