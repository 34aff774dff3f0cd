package org.truncus.net;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.Initializer;
import org.truncus.weights.WeightSpec;

/**
 * Batch normalisation over N, H and W: {@code (x - mean) / sqrt(variance + epsilon) * gamma +
 * beta}.
 *
 * <p>Training normalises with the biased variance of the batch and moves the averages with the
 * unbiased one, as Keras' and PyTorch's fused kernels do. How fast they move is a matter of
 * training, not of the network: see {@link BuildOptions}.
 *
 * @param epsilon belongs to the source of the weights: 1e-3 for Keras MobileNet, 1.001e-5 for Keras
 *     ResNet50, 1e-5 for torchvision
 */
public record BatchNormalization(float epsilon) implements Layer {

  @Override
  public List<WeightSpec> weights(String name, List<FeatureShape> inputs) {
    int[] shape = {inputs.get(0).channels()};
    Initializer zeros = new Initializer.Constant(0);
    Initializer ones = new Initializer.Constant(1);
    return List.of(
        new WeightSpec(name + ".gamma", shape, true, ones),
        new WeightSpec(name + ".beta", shape, true, zeros),
        new WeightSpec(name + ".moving_mean", shape, false, zeros),
        new WeightSpec(name + ".moving_variance", shape, false, ones));
  }

  @Override
  public FeatureShape output(List<FeatureShape> inputs) {
    return inputs.get(0);
  }

  @Override
  public Operand<TFloat32> build(LayerContext context, List<Operand<TFloat32>> inputs) {
    List<WeightSpec> specs = context.specs();
    Weights weights = context.weights();
    boolean training = context.mode() == Mode.TRAIN;
    Operand<TFloat32> none = training ? context.op("none").constant(new float[0]) : null;
    FusedBatchNorm<TFloat32, TFloat32> fused =
        context
            .op("FusedBatchNorm")
            .nn
            .fusedBatchNorm(
                inputs.get(0),
                weights.get(specs.get(0)),
                weights.get(specs.get(1)),
                training ? none : weights.get(specs.get(2)),
                training ? none : weights.get(specs.get(3)),
                FusedBatchNorm.epsilon(epsilon),
                FusedBatchNorm.isTraining(training));
    if (training) {
      weights.updateMovingAverage(specs.get(2), fused.batchMean(), context.momentum());
      weights.updateMovingAverage(specs.get(3), fused.batchVariance(), context.momentum());
    }
    return fused.y();
  }
}
