package org.truncus.net;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Rectifier: {@code max(x, 0)}. */
public record ReLU() implements Layer {

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    return inputs.get(0);
  }

  @Override
  public Operand<TFloat32> build(LayerContext context, List<Operand<TFloat32>> inputs) {
    return context.op("Relu").nn.relu(inputs.get(0));
  }
}
