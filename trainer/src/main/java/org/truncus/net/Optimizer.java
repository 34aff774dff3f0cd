package org.truncus.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.WeightTensor;

/**
 * Changes weights so that a loss falls, on TensorFlow's raw {@code Apply…} operations. What it
 * keeps from step to step (its slots) are variables that can be fetched and loaded by name, so that
 * a run goes on where it stopped. Owns no native memory; the values live in the session.
 */
public abstract sealed class Optimizer permits Adam, Sgd {

  /** The global norm of the gradients before they are clipped; exists only where they are. */
  public static final String GRADIENT_NORM = "gradients.norm";

  private static final int[] SCALAR = {};

  private final Graph graph;
  private final Ops tf;
  private final VariableStore slots;
  private final VariableStore sums;
  private final Map<Float, Operand<TFloat32>> rates = new HashMap<>();
  private final Placeholder<TFloat32> learningRate;

  /** One optimiser for the networks of this graph. */
  Optimizer(Graph graph) {
    this.graph = graph;
    this.tf = Ops.create(graph);
    this.slots = new VariableStore(graph);
    this.sums = new VariableStore(graph);
    this.learningRate =
        tf.withName("learning_rate").placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }

  /** A float32 scalar to be fed at every step. */
  public final Placeholder<TFloat32> learningRate() {
    return learningRate;
  }

  /** As {@link #minimize(Operand, Map, Collection, StepOptions)} with the standard options. */
  public final Op minimize(
      Operand<TFloat32> loss, Map<String, Operand<TFloat32>> weights, Collection<Op> updates) {
    return minimize(loss, weights, updates, StepOptions.standard());
  }

  /**
   * Adds gradients and updates to the graph. All gradients are computed before any weight changes,
   * since a variable is read by reference and a gradient further down may still need it.
   *
   * @param loss scalar
   * @param weights those to train, by name; the loss must depend on each
   * @param updates further operations of a step, for example {@link VariableWeights#updates()}
   * @param options of the step
   * @return the target of a training step
   */
  public final Op minimize(
      Operand<TFloat32> loss,
      Map<String, Operand<TFloat32>> weights,
      Collection<Op> updates,
      StepOptions options) {
    Map<String, Operand<TFloat32>> gradients = gradients(loss, weights);
    List<Op> step = new ArrayList<>(updates);
    step.add(apply(gradients, weights, options));
    return tf.withControlDependencies(step).withName("optimizer.step").noOp();
  }

  /**
   * Adds gradients that are summed over several runs before they change the weights. The sums are
   * not part of the state: nothing is to be fetched between the first part and the application.
   *
   * @param loss scalar; its sum over the parts is what is minimised
   * @param weights those to train, by name; the loss must depend on each
   * @param updates further operations of every part
   * @param options of the application
   */
  public final Accumulation accumulate(
      Operand<TFloat32> loss,
      Map<String, Operand<TFloat32>> weights,
      Collection<Op> updates,
      StepOptions options) {
    Map<String, Operand<TFloat32>> gradients = gradients(loss, weights);
    List<Op> first = new ArrayList<>(updates);
    List<Op> further = new ArrayList<>(updates);
    Map<String, Operand<TFloat32>> totals = new LinkedHashMap<>();
    gradients.forEach(
        (name, gradient) -> {
          int[] shape = dimensions(weights.get(name));
          Operand<TFloat32> sum = sums.variable(name + ".sum", shape);
          first.add(tf.assign(sum, gradient));
          further.add(tf.assignAdd(sum, gradient));
          totals.put(name, sums.read(name + ".sum", shape));
        });
    return new Accumulation(
        tf.withControlDependencies(first).withName("optimizer.first").noOp(),
        tf.withControlDependencies(further).withName("optimizer.further").noOp(),
        apply(totals, weights, options));
  }

  private Map<String, Operand<TFloat32>> gradients(
      Operand<TFloat32> loss, Map<String, Operand<TFloat32>> weights) {
    Output<?>[] outputs =
        weights.values().stream().map(Operand::asOutput).toArray(Output<?>[]::new);
    Output<?>[] gradients = graph.addGradients(loss.asOutput(), outputs);
    Map<String, Operand<TFloat32>> byName = new LinkedHashMap<>();
    int index = 0;
    for (String name : weights.keySet()) {
      byName.put(name, gradients[index++].expect(TFloat32.class));
    }
    return byName;
  }

  private Op apply(
      Map<String, Operand<TFloat32>> gradients,
      Map<String, Operand<TFloat32>> weights,
      StepOptions options) {
    Map<String, Operand<TFloat32>> clipped = GradientClip.apply(tf, gradients, options.clipNorm());
    List<Op> ready = new ArrayList<>(clipped.values());
    Ops gated =
        tf.withControlDependencies(
            tf.withControlDependencies(ready).withName("optimizer.gradients").noOp());
    List<Op> applied = new ArrayList<>();
    weights.forEach(
        (name, weight) ->
            applied.add(update(gated, name, weight, rate(options, name), clipped.get(name))));
    List<Op> step = new ArrayList<>(applied);
    step.addAll(advance(tf.withControlDependencies(applied)));
    return tf.withControlDependencies(step).withName("optimizer.apply").noOp();
  }

  private Operand<TFloat32> rate(StepOptions options, String weight) {
    float factor = (float) options.rateFactor().applyAsDouble(weight);
    if (!(factor > 0)) {
      throw new IllegalArgumentException(weight + ": a rate factor of " + factor);
    }
    return factor == 1
        ? learningRate
        : rates.computeIfAbsent(factor, f -> tf.math.mul(learningRate, tf.constant(f)));
  }

  /**
   * Changes one weight.
   *
   * @param gated where operations go: they run after all gradients
   * @param rate the learning rate of this weight
   */
  abstract Op update(
      Ops gated,
      String name,
      Operand<TFloat32> weight,
      Operand<TFloat32> rate,
      Operand<TFloat32> gradient);

  /** What changes once a step, after the weights. */
  abstract List<Op> advance(Ops after);

  /** The scalars among the slots that don't begin at zero. */
  abstract List<WeightTensor> firstScalars();

  /** The slot of a weight, shaped as the weight is. */
  final Operand<TFloat32> slot(String name, Operand<TFloat32> weight) {
    return slots.variable(name, dimensions(weight));
  }

  /** A slot that is one number. */
  final Operand<TFloat32> scalar(String name) {
    return slots.variable(name, SCALAR);
  }

  private static int[] dimensions(Operand<TFloat32> weight) {
    return Arrays.stream(weight.shape().asArray()).mapToInt(Math::toIntExact).toArray();
  }

  /** Whether weight decay leaves this weight alone: biases, and what batch norm learns. */
  static boolean undecayed(String weight) {
    return weight.endsWith(".bias") || weight.endsWith(".gamma") || weight.endsWith(".beta");
  }

  /** The state before the first step: slots of zero. */
  public final void initialize(Session session) {
    List<WeightTensor> zeros = new ArrayList<>();
    for (String name : slots.names()) {
      int[] shape = slots.shape(name);
      zeros.add(new WeightTensor(name, shape, new float[(int) WeightTensor.size(shape)]));
    }
    slots.load(session, zeros);
    slots.load(session, firstScalars());
  }

  /** Sets the slots, as {@link #fetch} gave them. */
  public final void load(Session session, Collection<WeightTensor> state) {
    slots.load(session, state);
  }

  /** The slots by name. */
  public final Map<String, WeightTensor> fetch(Session session) {
    return slots.fetch(session);
  }
}
