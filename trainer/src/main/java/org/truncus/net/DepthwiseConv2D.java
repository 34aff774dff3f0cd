package org.truncus.net;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.Initializer;
import org.truncus.weights.WeightSpec;

/**
 * Convolution of each channel with its own square kernel: {@code depthwise_kernel [k,k,in,1]}, as
 * many channels out as in.
 *
 * <p>The kernel starts as small as Keras and PyTorch have it, which count all channels of the
 * kernel's shape as its fan: with the k·k inputs that a value really has it would be √in times as
 * large. Batch normalisation hides the scale from the output but not from Adam, whose steps would
 * then hardly turn the kernel.
 *
 * @param kernelSize side of the window
 * @param strides step in both directions; above 1 only with VALID (see {@link Layer})
 * @param padding what happens at the border
 * @param useBias whether {@code bias [in]} is added
 */
public record DepthwiseConv2D(int kernelSize, int strides, Padding padding, boolean useBias)
    implements Layer {

  /** Refuses SAME padding with strides. */
  public DepthwiseConv2D {
    Windows.check("DepthwiseConv2D", kernelSize, strides, padding);
  }

  @Override
  public List<WeightSpec> weights(String name, List<FeatureShape> inputs) {
    int in = inputs.get(0).channels();
    List<WeightSpec> specs = new ArrayList<>();
    specs.add(
        new WeightSpec(
            name + ".depthwise_kernel",
            new int[] {kernelSize, kernelSize, in, 1},
            true,
            new Initializer.HeNormal(kernelSize * kernelSize * in)));
    if (useBias) {
      specs.add(new WeightSpec(name + ".bias", new int[] {in}, true, new Initializer.Constant(0)));
    }
    return specs;
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    return Windows.output(inputs.get(0), kernelSize, strides, padding);
  }

  @Override
  public long macs(List<FeatureShape> inputs) {
    return output(inputs).area() * kernelSize * kernelSize * inputs.get(0).channels();
  }

  @Override
  public Operand<TFloat32> build(LayerContext context, List<Operand<TFloat32>> inputs) {
    Operand<TFloat32> output =
        context
            .op("DepthwiseConv2D")
            .nn
            .depthwiseConv2dNative(
                inputs.get(0),
                context.weights().get(context.specs().get(0)),
                Windows.sizes(strides),
                padding.name());
    return useBias
        ? context.op("BiasAdd").nn.biasAdd(output, context.weights().get(context.specs().get(1)))
        : output;
  }
}
