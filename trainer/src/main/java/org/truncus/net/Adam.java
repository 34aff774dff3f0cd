package org.truncus.net;

import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.WeightTensor;

/**
 * Adam (Kingma and Ba 2015) with the paper's "epsilon hat": {@code w -= lr * sqrt(1 - beta2^t) / (1
 * - beta1^t) * m / (sqrt(v) + epsilon)}; with a weight decay it is AdamW (Loshchilov and Hutter
 * 2019), which first shrinks kernels by {@code lr * decay * w}. Biases and the weights of batch
 * normalisation don't decay.
 *
 * <p>The slots are {@code <weight>.m} and {@code <weight>.v}; {@code adam.beta1_power} and {@code
 * adam.beta2_power} count the steps.
 */
public final class Adam extends Optimizer {

  private static final String BETA1_POWER = "adam.beta1_power";
  private static final String BETA2_POWER = "adam.beta2_power";

  private final Settings settings;

  /**
   * The constants of the method.
   *
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon keeps the denominator from zero
   * @param weightDecay decoupled from the moments; 0 for none
   */
  public record Settings(float beta1, float beta2, float epsilon, float weightDecay) {

    /** 0.9, 0.999, 1e-8, no decay. */
    public static Settings standard() {
      return new Settings(0.9f, 0.999f, 1e-8f, 0);
    }

    /** The same with this decay: AdamW. */
    public Settings withWeightDecay(double decay) {
      return new Settings(beta1, beta2, epsilon, (float) decay);
    }
  }

  /** One optimiser for the networks of this graph. */
  public Adam(Graph graph, Settings settings) {
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
    Ops tf = gated;
    if (settings.weightDecay() > 0 && !undecayed(name)) {
      Operand<TFloat32> share = gated.math.mul(rate, gated.constant(settings.weightDecay()));
      tf = gated.withControlDependencies(gated.assignSub(weight, gated.math.mul(weight, share)));
    }
    return tf.withName(name + ".adam")
        .train
        .applyAdam(
            weight,
            slot(name + ".m", weight),
            slot(name + ".v", weight),
            scalar(BETA1_POWER),
            scalar(BETA2_POWER),
            rate,
            tf.constant(settings.beta1()),
            tf.constant(settings.beta2()),
            tf.constant(settings.epsilon()),
            gradient);
  }

  @Override
  List<Op> advance(Ops after) {
    return List.of(
        multiply(after, BETA1_POWER, settings.beta1()),
        multiply(after, BETA2_POWER, settings.beta2()));
  }

  private Op multiply(Ops tf, String power, float beta) {
    return tf.assign(scalar(power), tf.math.mul(scalar(power), tf.constant(beta)));
  }

  @Override
  List<WeightTensor> firstScalars() {
    return List.of(
        new WeightTensor(BETA1_POWER, new int[0], new float[] {settings.beta1()}),
        new WeightTensor(BETA2_POWER, new int[0], new float[] {settings.beta2()}));
  }
}
