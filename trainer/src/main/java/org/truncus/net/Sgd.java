package org.truncus.net;

import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.ApplyMomentum;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.WeightTensor;

/**
 * Stochastic gradient descent with momentum, as PyTorch has it: {@code b = momentum * b + g},
 * {@code w -= lr * b}, or {@code w -= lr * (g + momentum * b)} in Nesterov's form. The weight decay
 * is added to the gradient, {@code g + decay * w}; biases and the weights of batch normalisation
 * don't decay. The slots are {@code <weight>.momentum}.
 */
public final class Sgd extends Optimizer {

  private final Settings settings;

  /**
   * The constants of the method.
   *
   * @param momentum share of the last step that goes on, at least 0, below 1
   * @param nesterov whether the gradient is taken ahead
   * @param weightDecay share of a weight that is added to its gradient; 0 for none
   */
  public record Settings(float momentum, boolean nesterov, float weightDecay) {}

  /** One optimiser for the networks of this graph. */
  public Sgd(Graph graph, Settings settings) {
    super(graph);
    this.settings = settings;
  }

  @Override
  Op update(
      Ops gated,
      String name,
      Operand<TFloat32> weight,
      Operand<TFloat32> rate,
      Operand<TFloat32> gradient) {
    Operand<TFloat32> decayed = gradient;
    if (settings.weightDecay() > 0 && !undecayed(name)) {
      Operand<TFloat32> decay = gated.math.mul(weight, gated.constant(settings.weightDecay()));
      decayed = gated.math.add(gradient, decay);
    }
    return gated
        .withName(name + ".sgd")
        .train
        .applyMomentum(
            weight,
            slot(name + ".momentum", weight),
            rate,
            decayed,
            gated.constant(settings.momentum()),
            ApplyMomentum.useNesterov(settings.nesterov()));
  }

  @Override
  List<Op> advance(Ops after) {
    return List.of();
  }

  @Override
  List<WeightTensor> firstScalars() {
    return List.of();
  }
}
