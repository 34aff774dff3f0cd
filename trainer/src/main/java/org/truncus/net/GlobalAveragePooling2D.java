package org.truncus.net;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Mean of each channel over the whole image: {@code [N,H,W,C]} to {@code [N,C]}. */
public record GlobalAveragePooling2D() implements Layer {

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    return new FeatureShape(1, 1, inputs.get(0).channels());
  }

  @Override
  public Operand<TFloat32> build(LayerContext context, List<Operand<TFloat32>> inputs) {
    return context
        .op("Mean")
        .math
        .mean(inputs.get(0), context.op("axes").constant(new int[] {1, 2}));
  }
}
