package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/**
 * Compares the gradients of a layer with central differences, value by value: of every input and of
 * every trainable weight. The loss is a sum of the outputs with fixed random factors, taken in
 * double.
 */
final class GradientCheck {

  private static final float STEP = 0.01f;
  private static final double TOLERANCE = 2e-3;

  private final Layer layer;
  private final Mode mode;
  private final List<int[]> inputShapes;

  GradientCheck(Layer layer, Mode mode, List<int[]> inputShapes) {
    this.layer = layer;
    this.mode = mode;
    this.inputShapes = inputShapes;
  }

  /** Runs the comparison; the input values are far enough from the kinks of the layer. */
  void run() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      VariableStore store = new VariableStore(graph);
      VariableWeights weights = new VariableWeights(graph);
      List<FeatureShape> shapes = new ArrayList<>();
      Map<String, Operand<TFloat32>> inputs = new LinkedHashMap<>();
      for (int i = 0; i < inputShapes.size(); i++) {
        int[] s = inputShapes.get(i);
        shapes.add(
            s.length == 4 ? new FeatureShape(s[1], s[2], s[3]) : new FeatureShape(1, 1, s[1]));
        inputs.put("x" + i, store.read("x" + i, s));
      }
      List<WeightSpec> specs = layer.weights("layer", shapes);
      Operand<TFloat32> output =
          layer.build(
              new LayerContext(tf, "layer", weights, specs, mode, BuildOptions.MOMENTUM),
              List.copyOf(inputs.values()));
      try (Session session = Sessions.open(graph, ExecutionOptions.cpu(1))) {
        Map<String, WeightTensor> values = values(inputs, specs);
        store.load(
            session, values.values().stream().filter(v -> inputs.containsKey(v.name())).toList());
        weights.load(
            session, values.values().stream().filter(v -> !inputs.containsKey(v.name())).toList());
        double[] factors = factors(session, output);
        Map<String, Operand<TFloat32>> checked = new LinkedHashMap<>(inputs);
        checked.putAll(weights.trainables());
        Map<String, float[]> gradients = gradients(graph, tf, session, output, factors, checked);
        gradients.forEach(
            (name, gradient) ->
                compare(
                    session,
                    inputs.containsKey(name) ? store::load : weights::load,
                    values.get(name),
                    gradient,
                    output,
                    factors));
      }
    }
  }

  private interface Loader {
    void load(Session session, List<WeightTensor> tensors);
  }

  private void compare(
      Session session,
      Loader loader,
      WeightTensor at,
      float[] gradient,
      Operand<TFloat32> output,
      double[] factors) {
    double largest = 0;
    for (float value : gradient) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).as("largest gradient of %s", at.name()).isPositive();
    for (int i = 0; i < gradient.length; i++) {
      double above = loss(session, loader, moved(at, i, STEP), output, factors);
      double below = loss(session, loader, moved(at, i, -STEP), output, factors);
      double step = (double) (at.values()[i] + STEP) - (at.values()[i] - STEP);
      assertThat((double) gradient[i])
          .as("%s, gradient of %s[%d]", layer, at.name(), i)
          .isCloseTo((above - below) / step, Offset.offset(TOLERANCE * (1 + largest)));
    }
    loader.load(session, List.of(at));
  }

  private static double loss(
      Session session,
      Loader loader,
      WeightTensor tensor,
      Operand<TFloat32> output,
      double[] factors) {
    loader.load(session, List.of(tensor));
    double sum = 0;
    float[] values = evaluate(session, output);
    for (int i = 0; i < values.length; i++) {
      sum += factors[i] * values[i];
    }
    return sum;
  }

  private static WeightTensor moved(WeightTensor at, int index, float step) {
    float[] values = at.values().clone();
    values[index] += step;
    return new WeightTensor(at.name(), at.shape(), values);
  }

  private static float[] evaluate(Session session, Operand<TFloat32> output) {
    try (Result result = session.runner().fetch(output).run()) {
      return Tensors.values((TFloat32) result.get(0));
    }
  }

  private static double[] factors(Session session, Operand<TFloat32> output) {
    SplittableRandom random = new SplittableRandom(17);
    double[] factors = new double[evaluate(session, output).length];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = (float) random.nextDouble(-1, 1);
    }
    return factors;
  }

  private static Map<String, float[]> gradients(
      Graph graph,
      Ops tf,
      Session session,
      Operand<TFloat32> output,
      double[] factors,
      Map<String, Operand<TFloat32>> checked) {
    float[] flat = new float[factors.length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) factors[i];
    }
    Operand<TFloat32> all = tf.reshape(output, tf.constant(new int[] {-1}));
    Operand<TFloat32> loss = tf.sum(tf.math.mul(all, tf.constant(flat)), tf.constant(0));
    Output<?>[] outputs =
        graph.addGradients(
            loss.asOutput(),
            checked.values().stream().map(Operand::asOutput).toArray(Output<?>[]::new));
    Map<String, float[]> gradients = new LinkedHashMap<>();
    int index = 0;
    for (String name : checked.keySet()) {
      gradients.put(name, evaluate(session, outputs[index++].expect(TFloat32.class)));
    }
    return gradients;
  }

  /**
   * Inputs lie 0.05 apart from one another and from 0 and 6, so that a step of 0.01 passes no kink
   * of a rectifier and changes no maximum.
   */
  private Map<String, WeightTensor> values(
      Map<String, Operand<TFloat32>> inputs, List<WeightSpec> specs) {
    Map<String, WeightTensor> values = new LinkedHashMap<>();
    SplittableRandom random = new SplittableRandom(7);
    int index = 0;
    for (String name : inputs.keySet()) {
      int[] shape = inputShapes.get(index++);
      int[] order = random.ints(0, 1 << 30).limit(WeightTensor.size(shape)).toArray();
      float[] spread = new float[order.length];
      for (int i = 0; i < order.length; i++) {
        int rank = 0;
        for (int j = 0; j < order.length; j++) {
          rank += order[j] < order[i] || (order[j] == order[i] && j < i) ? 1 : 0;
        }
        spread[i] = (rank - order.length / 3) * 0.05f + 0.025f;
      }
      values.put(name, new WeightTensor(name, shape, spread));
    }
    for (WeightSpec spec : specs) {
      float[] some = new float[Math.toIntExact(spec.size())];
      boolean variance = spec.name().endsWith("variance");
      for (int i = 0; i < some.length; i++) {
        some[i] = (float) (variance ? random.nextDouble(0.5, 2) : random.nextDouble(-1, 1));
      }
      values.put(spec.name(), new WeightTensor(spec.name(), spec.shape(), some));
    }
    return values;
  }
}
