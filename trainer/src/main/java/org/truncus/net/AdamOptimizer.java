package org.truncus.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.NoOp;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.WeightTensor;

/**
 * Adam (Kingma and Ba 2015) on the raw {@code ApplyAdam} operation, with the paper's "epsilon hat":
 * {@code w -= lr * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + epsilon)}.
 *
 * <p>Slots are variables called {@code <weight>.m} and {@code <weight>.v}; {@code adam.beta1_power}
 * and {@code adam.beta2_power} count the steps. All can be fetched and loaded by name, so that a
 * run goes on where it stopped. Owns no native memory; the values live in the session.
 */
public final class AdamOptimizer {

  private static final String BETA1_POWER = "adam.beta1_power";
  private static final String BETA2_POWER = "adam.beta2_power";
  private static final int[] SCALAR = {};

  private final Graph graph;
  private final Ops tf;
  private final VariableStore slots;
  private final Settings settings;
  private final Placeholder<TFloat32> learningRate;

  /**
   * The constants of the method.
   *
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon keeps the denominator from zero
   */
  public record Settings(float beta1, float beta2, float epsilon) {

    /** 0.9, 0.999, 1e-8. */
    public static Settings standard() {
      return new Settings(0.9f, 0.999f, 1e-8f);
    }
  }

  /** One optimiser for the networks of this graph. */
  public AdamOptimizer(Graph graph, Settings settings) {
    this.graph = graph;
    this.tf = Ops.create(graph);
    this.slots = new VariableStore(graph);
    this.settings = settings;
    this.learningRate =
        tf.withName("adam.learning_rate")
            .placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }

  /** A float32 scalar to be fed at every step. */
  public Placeholder<TFloat32> learningRate() {
    return learningRate;
  }

  /**
   * Adds gradients and updates to the graph. All gradients are computed before any weight changes,
   * since a variable is read by reference and a gradient further down may still need it.
   *
   * @param loss scalar
   * @param weights those to train, by name; the loss must depend on each
   * @param updates further operations of a step, for example {@link VariableWeights#updates()}
   * @return the target of a training step
   */
  public Op minimize(
      Operand<TFloat32> loss, Map<String, Operand<TFloat32>> weights, Collection<Op> updates) {
    Output<?>[] outputs =
        weights.values().stream().map(Operand::asOutput).toArray(Output<?>[]::new);
    Output<?>[] gradients = graph.addGradients(loss.asOutput(), outputs);
    List<Op> ready = new ArrayList<>();
    Arrays.stream(gradients).forEach(gradient -> ready.add(gradient));
    NoOp allGradients = tf.withControlDependencies(ready).withName("adam.gradients").noOp();
    Ops gated = tf.withControlDependencies(allGradients);
    Operand<TFloat32> beta1Power = slots.variable(BETA1_POWER, SCALAR);
    Operand<TFloat32> beta2Power = slots.variable(BETA2_POWER, SCALAR);
    List<Op> applied = new ArrayList<>();
    int index = 0;
    for (Map.Entry<String, Operand<TFloat32>> weight : weights.entrySet()) {
      applied.add(
          apply(
              gated,
              weight.getKey(),
              weight.getValue(),
              gradients[index++].expect(TFloat32.class)));
    }
    Ops after = tf.withControlDependencies(applied);
    List<Op> step = new ArrayList<>(updates);
    step.add(after.assign(beta1Power, after.math.mul(beta1Power, tf.constant(settings.beta1()))));
    step.add(after.assign(beta2Power, after.math.mul(beta2Power, tf.constant(settings.beta2()))));
    return tf.withControlDependencies(step).withName("adam.step").noOp();
  }

  private Op apply(Ops gated, String name, Operand<TFloat32> weight, Operand<TFloat32> gradient) {
    int[] shape = Arrays.stream(weight.shape().asArray()).mapToInt(Math::toIntExact).toArray();
    return gated
        .withName(name + ".adam")
        .train
        .applyAdam(
            weight,
            slots.variable(name + ".m", shape),
            slots.variable(name + ".v", shape),
            slots.variable(BETA1_POWER, SCALAR),
            slots.variable(BETA2_POWER, SCALAR),
            learningRate,
            tf.constant(settings.beta1()),
            tf.constant(settings.beta2()),
            tf.constant(settings.epsilon()),
            gradient);
  }

  /** The state before the first step: moments of zero. */
  public void initialize(Session session) {
    List<WeightTensor> zeros = new ArrayList<>();
    for (String name : slots.names()) {
      int[] shape = slots.shape(name);
      zeros.add(new WeightTensor(name, shape, new float[(int) WeightTensor.size(shape)]));
    }
    slots.load(session, zeros);
    slots.load(
        session,
        List.of(
            new WeightTensor(BETA1_POWER, SCALAR, new float[] {settings.beta1()}),
            new WeightTensor(BETA2_POWER, SCALAR, new float[] {settings.beta2()})));
  }

  /** Sets moments and powers, as {@link #fetch} gave them. */
  public void load(Session session, Collection<WeightTensor> state) {
    slots.load(session, state);
  }

  /** Moments and powers by name. */
  public Map<String, WeightTensor> fetch(Session session) {
    return slots.fetch(session);
  }
}
