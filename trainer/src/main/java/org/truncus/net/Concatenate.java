package org.truncus.net;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The channels of all branches one after the other; height and width are equal. */
public record Concatenate() implements Layer {

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    int channels = inputs.stream().mapToInt(FeatureShape::channels).sum();
    return inputs.get(0).withChannels(channels);
  }

  @Override
  public Operand<TFloat32> build(LayerContext context, List<Operand<TFloat32>> inputs) {
    return context.op("Concat").concat(inputs, context.op("axis").constant(3));
  }
}
