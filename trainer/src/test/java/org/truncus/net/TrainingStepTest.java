package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.Initializer;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/** What one training step does: to weights by Adam, to moving statistics, to nothing else. */
class TrainingStepTest {

  private static final WeightSpec WEIGHT =
      new WeightSpec("w", new int[] {3}, true, new Initializer.Constant(1));

  @Test
  void adamFollowsTheClosedForm() {
    double[] w = {1, 1, 1};
    double[] m = new double[3];
    double[] v = new double[3];
    double[] targets = {0.5, -2, 1.001};
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      VariableWeights weights = new VariableWeights(graph);
      Operand<TFloat32> difference =
          tf.math.sub(weights.get(WEIGHT), tf.constant(new float[] {0.5f, -2, 1.001f}));
      Operand<TFloat32> loss = tf.sum(tf.math.square(difference), tf.constant(0));
      Adam adam = new Adam(graph, Adam.Settings.standard());
      Op step = adam.minimize(loss, weights.trainables(), weights.updates());
      try (Session session = Sessions.open(graph, ExecutionOptions.cpu(1))) {
        weights.initialize(session, 1);
        adam.initialize(session);
        for (int t = 1; t <= 3; t++) {
          double rate = t == 3 ? 0.05 : 0.1; // fed anew at each step
          step(session, step, adam, (float) rate);
          double corrected = rate * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
          for (int i = 0; i < 3; i++) {
            double gradient = 2 * (w[i] - targets[i]);
            m[i] = 0.9 * m[i] + 0.1 * gradient;
            v[i] = 0.999 * v[i] + 0.001 * gradient * gradient;
            w[i] -= corrected * m[i] / (Math.sqrt(v[i]) + 1e-8);
            assertThat((double) weights.fetch(session).get("w").values()[i])
                .as("w[%d] after step %d", i, t)
                .isCloseTo(w[i], Offset.offset(2e-5));
          }
        }
        Map<String, WeightTensor> state = adam.fetch(session);
        assertThat(state).containsOnlyKeys("adam.beta1_power", "adam.beta2_power", "w.m", "w.v");
        assertThat(state.get("adam.beta1_power").values()[0])
            .isCloseTo(0.9f * 0.9f * 0.9f * 0.9f, Offset.offset(1e-6f));
      }
    }
  }

  @Test
  void loadedStateContinuesTheSameWay() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      VariableWeights weights = new VariableWeights(graph);
      Operand<TFloat32> loss = tf.sum(tf.math.square(weights.get(WEIGHT)), tf.constant(0));
      Adam adam = new Adam(graph, Adam.Settings.standard());
      Op step = adam.minimize(loss, weights.trainables(), weights.updates());
      try (Session session = Sessions.open(graph, ExecutionOptions.cpu(1))) {
        weights.initialize(session, 1);
        adam.initialize(session);
        step(session, step, adam, 0.1f);
        List<WeightTensor> middle = List.copyOf(weights.fetch(session).values());
        List<WeightTensor> moments = List.copyOf(adam.fetch(session).values());
        step(session, step, adam, 0.1f);
        float[] unbroken = weights.fetch(session).get("w").values();
        step(session, step, adam, 0.1f);
        weights.load(session, middle);
        adam.load(session, moments);
        step(session, step, adam, 0.1f);
        assertThat(weights.fetch(session).get("w").values()).isEqualTo(unbroken);
      }
    }
  }

  @Test
  void movingStatisticsTakeTheUnbiasedVariance() {
    float[] values = {1, 10, 2, 20, 4, 40, 5, 80}; // two channels of four pixels
    double mean = (1 + 2 + 4 + 5) / 4.0;
    double unbiased = (4 + 1 + 1 + 4) / 3.0;
    BatchNormalization layer = new BatchNormalization(1e-3f);
    List<WeightSpec> specs = layer.weights("bn", List.of(new FeatureShape(2, 2, 2)));
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> images =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 2, 2, 2)));
      VariableWeights weights = new VariableWeights(graph);
      Operand<TFloat32> output =
          layer.build(
              new LayerContext(tf, "layer", weights, specs, Mode.TRAIN, 0.9f), List.of(images));
      Operand<TFloat32> inference =
          layer.build(
              new LayerContext(tf, "layer", weights, specs, Mode.INFERENCE, 0.9f), List.of(images));
      try (Session session = Sessions.open(graph, ExecutionOptions.cpu(1));
          TFloat32 batch = Tensors.of(values, 1, 2, 2, 2)) {
        weights.initialize(session, 1);
        Session.Runner runner = session.runner().feed(images, batch).fetch(output);
        weights.updates().forEach(runner::addTarget);
        Offset<Double> tolerance = Offset.offset(1e-5);
        try (Result result = runner.run()) {
          double biased = unbiased * 3 / 4;
          assertThat((double) Tensors.values((TFloat32) result.get(0))[0])
              .isCloseTo((1 - mean) / Math.sqrt(biased + 1e-3), tolerance);
        }
        Map<String, WeightTensor> after = weights.fetch(session);
        assertThat((double) after.get("bn.moving_mean").values()[0])
            .isCloseTo(0.1 * mean, tolerance);
        assertThat((double) after.get("bn.moving_variance").values()[0])
            .isCloseTo(0.9 + 0.1 * unbiased, tolerance);
        try (Result result = session.runner().feed(images, batch).fetch(inference).run()) {
          double expected = (1 - 0.1 * mean) / Math.sqrt(0.9 + 0.1 * unbiased + 1e-3);
          assertThat((double) Tensors.values((TFloat32) result.get(0))[0])
              .isCloseTo(expected, tolerance);
        }
      }
    }
  }

  private static void step(Session session, Op step, Optimizer adam, float rate) {
    try (TFloat32 value = Tensors.scalar(rate)) {
      session.runner().feed(adam.learningRate(), value).addTarget(step).run().close();
    }
  }
}
