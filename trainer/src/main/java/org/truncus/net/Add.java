package org.truncus.net;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Sum of two branches of the same shape. */
public record Add() implements Layer {

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    return inputs.get(0);
  }

  @Override
  public Operand<TFloat32> build(LayerContext context, List<Operand<TFloat32>> inputs) {
    return context.op("Add").math.add(inputs.get(0), inputs.get(1));
  }
}
