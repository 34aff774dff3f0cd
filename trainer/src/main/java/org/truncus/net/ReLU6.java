package org.truncus.net;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Rectifier with a ceiling: {@code min(max(x, 0), 6)}. */
public record ReLU6() implements Layer {

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    return inputs.get(0);
  }

  @Override
  public Operand<TFloat32> build(LayerContext context, List<Operand<TFloat32>> inputs) {
    return context.op("Relu6").nn.relu6(inputs.get(0));
  }
}
