package org.truncus.net;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.Initializer;
import org.truncus.weights.WeightSpec;

/**
 * Linear layer {@code [N,in]} to {@code [N,units]}: {@code kernel [in,units]}, {@code bias
 * [units]}.
 *
 * @param units number of outputs
 */
public record Dense(int units) implements Layer {

  @Override
  public List<WeightSpec> weights(String name, List<FeatureShape> inputs) {
    int in = inputs.get(0).channels();
    return List.of(
        new WeightSpec(
            name + ".kernel",
            new int[] {in, units},
            true,
            new Initializer.GlorotUniform(in, units)),
        new WeightSpec(name + ".bias", new int[] {units}, true, new Initializer.Constant(0)));
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    return inputs.get(0).withChannels(units);
  }

  @Override
  public long macs(List<FeatureShape> inputs) {
    return (long) inputs.get(0).channels() * units;
  }

  @Override
  public Operand<TFloat32> build(LayerContext context, List<Operand<TFloat32>> inputs) {
    Operand<TFloat32> product =
        context
            .op("MatMul")
            .linalg
            .matMul(inputs.get(0), context.weights().get(context.specs().get(0)));
    return context.op("BiasAdd").nn.biasAdd(product, context.weights().get(context.specs().get(1)));
  }
}
