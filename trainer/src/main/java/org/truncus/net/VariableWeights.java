package org.truncus.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/**
 * Weights as variables, one for each name: a TRAIN and an INFERENCE build in the same graph share
 * them. Variables have no value until {@link #initialize} or {@link #load}. Owns no native memory;
 * the values live in the session.
 */
public final class VariableWeights implements Weights {

  private final Ops tf;
  private final VariableStore store;
  private final Map<String, WeightSpec> specs = new LinkedHashMap<>();
  private final List<Op> updates = new ArrayList<>();

  /** Weights of networks that are built in this graph. */
  public VariableWeights(Graph graph) {
    this.tf = Ops.create(graph);
    this.store = new VariableStore(graph);
  }

  @Override
  public Operand<TFloat32> get(WeightSpec spec) {
    check(spec);
    return store.read(spec.name(), spec.shape());
  }

  private void check(WeightSpec spec) {
    WeightSpec known = specs.putIfAbsent(spec.name(), spec);
    if (known != null && !known.equals(spec)) {
      throw new IllegalArgumentException("%s was %s in this graph".formatted(spec, known));
    }
  }

  @Override
  public void updateMovingAverage(WeightSpec spec, Operand<TFloat32> batch, float momentum) {
    Operand<TFloat32> moving = get(spec);
    Operand<TFloat32> step = tf.math.mul(tf.math.sub(moving, batch), tf.constant(1 - momentum));
    updates.add(
        tf.withName(spec.name() + ".update")
            .assignSub(store.variable(spec.name(), spec.shape()), step));
  }

  /** The weights in order of creation. */
  public List<WeightSpec> specs() {
    return List.copyOf(specs.values());
  }

  /**
   * The variables behind kernels, biases, gammas and betas by name, in order of creation: what an
   * optimiser assigns to. Use {@link #get} to compute with a weight.
   */
  public Map<String, Operand<TFloat32>> trainables() {
    Map<String, Operand<TFloat32>> trainables = new LinkedHashMap<>();
    for (WeightSpec spec : specs.values()) {
      if (spec.trainable()) {
        trainables.put(spec.name(), store.variable(spec.name(), spec.shape()));
      }
    }
    return trainables;
  }

  /** What each training step must run beside the optimiser: the moving averages. */
  public List<Op> updates() {
    return List.copyOf(updates);
  }

  /** Gives every variable its initial value, a function of (seed, name). */
  public void initialize(Session session, long seed) {
    load(session, specs.values().stream().map(spec -> spec.initial(seed)).toList());
  }

  /**
   * Sets the variables that the tensors name; the others keep their value.
   *
   * @throws IllegalArgumentException where a tensor fits no variable
   */
  public void load(Session session, Collection<WeightTensor> tensors) {
    store.load(session, tensors);
  }

  /** The present values by name, in order of creation. */
  public Map<String, WeightTensor> fetch(Session session) {
    return store.fetch(session);
  }
}
