package org.truncus.net;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Max over a square window, for each channel.
 *
 * @param poolSize side of the window
 * @param strides step in both directions; above 1 only with VALID (see {@link Layer})
 * @param padding what happens at the border
 */
public record MaxPooling2D(int poolSize, int strides, Padding padding) implements Layer {

  /** Refuses SAME padding with strides. */
  public MaxPooling2D {
    Windows.check("MaxPooling2D", poolSize, strides, padding);
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    return Windows.output(inputs.get(0), poolSize, strides, padding);
  }

  @Override
  public Operand<TFloat32> build(LayerContext context, List<Operand<TFloat32>> inputs) {
    return context
        .op("MaxPool")
        .nn
        .maxPool(
            inputs.get(0),
            context.op("size").constant(new int[] {1, poolSize, poolSize, 1}),
            context.op("strides").constant(new int[] {1, strides, strides, 1}),
            padding.name());
  }
}
