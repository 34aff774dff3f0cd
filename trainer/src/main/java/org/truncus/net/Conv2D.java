package org.truncus.net;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.Initializer;
import org.truncus.weights.WeightSpec;

/**
 * Two-dimensional convolution with a square kernel {@code [k,k,in,filters]}.
 *
 * @param filters number of output channels
 * @param kernelSize side of the window
 * @param strides step in both directions; above 1 only with VALID (see {@link Layer})
 * @param padding what happens at the border
 * @param useBias whether {@code bias [filters]} is added
 */
public record Conv2D(int filters, int kernelSize, int strides, Padding padding, boolean useBias)
    implements Layer {

  /** Refuses SAME padding with strides. */
  public Conv2D {
    Windows.check("Conv2D", kernelSize, strides, padding);
  }

  @Override
  public List<WeightSpec> weights(String name, List<FeatureShape> inputs) {
    int in = inputs.get(0).channels();
    Initializer initializer = new Initializer.HeNormal(kernelSize * kernelSize * in);
    List<WeightSpec> specs = new ArrayList<>();
    specs.add(
        new WeightSpec(
            name + ".kernel", new int[] {kernelSize, kernelSize, in, filters}, true, initializer));
    if (useBias) {
      specs.add(
          new WeightSpec(name + ".bias", new int[] {filters}, true, new Initializer.Constant(0)));
    }
    return specs;
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    return Windows.output(inputs.get(0), kernelSize, strides, padding).withChannels(filters);
  }

  @Override
  public long macs(List<FeatureShape> inputs) {
    return output(inputs).area() * kernelSize * kernelSize * inputs.get(0).channels() * filters;
  }

  @Override
  public Operand<TFloat32> build(LayerContext context, List<Operand<TFloat32>> inputs) {
    Operand<TFloat32> output = convolution(context, inputs.get(0));
    return useBias
        ? context.op("BiasAdd").nn.biasAdd(output, context.weights().get(context.specs().get(1)))
        : output;
  }

  private Operand<TFloat32> convolution(LayerContext context, Operand<TFloat32> input) {
    Operand<TFloat32> kernel = context.weights().get(context.specs().get(0));
    if (context.mode() == Mode.TRAIN) {
      return TrainedConvolution.build(context, input, kernel, this);
    }
    return context.op("Conv2D").nn.conv2d(input, kernel, Windows.sizes(strides), padding.name());
  }
}
