package org.truncus.net;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Average over a square window, for each channel.
 *
 * @param poolSize side of the window
 * @param strides step in both directions; above 1 only with VALID (see {@link Layer})
 * @param padding what happens at the border
 */
public record AveragePooling2D(int poolSize, int strides, Padding padding) implements Layer {

  /** Refuses SAME padding with strides. */
  public AveragePooling2D {
    Windows.check("AveragePooling2D", poolSize, strides, padding);
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    return Windows.output(inputs.get(0), poolSize, strides, padding);
  }

  @Override
  public Operand<TFloat32> build(LayerContext context, List<Operand<TFloat32>> inputs) {
    return context
        .op("AvgPool")
        .nn
        .avgPool(inputs.get(0), Windows.sizes(poolSize), Windows.sizes(strides), padding.name());
  }
}
