package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

/** What an optimiser keeps, sums and clips. */
class OptimizerTest {

  private static final WeightSpec WEIGHT =
      new WeightSpec("w.kernel", new int[] {3}, true, new Initializer.Constant(1));
  private static final float[] PARTS = {1, 2, -0.5f, 0.25f, -3, 1.5f, 4, 0.5f, -1};

  @Test
  void partsThatAreSummedEqualTheWholeBatch() {
    for (Function<Graph, Optimizer> kind : kinds()) {
      float[] whole = weights(kind, Double.POSITIVE_INFINITY, false);
      float[] summed = weights(kind, Double.POSITIVE_INFINITY, true);
      assertThat(summed).isNotEqualTo(new float[] {1, 1, 1});
      assertClose(summed, whole);
    }
  }

  @Test
  void theSumIsClippedAndNotItsParts() {
    Function<Graph, Optimizer> sgd = graph -> new Sgd(graph, new Sgd.Settings(0, false, 0));
    float[] clipped = weights(sgd, 0.5, true);
    assertClose(clipped, weights(sgd, 0.5, false));
    assertThat(clipped).isNotEqualTo(weights(sgd, Double.POSITIVE_INFINITY, true));
  }

  @Test
  void clippingLeavesSmallGradientsAloneAndTellsTheNorm() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      VariableWeights weights = new VariableWeights(graph);
      Operand<TFloat32> loss =
          tf.sum(
              tf.math.mul(weights.get(WEIGHT), tf.constant(new float[] {2, -3, 6})),
              tf.constant(0));
      Sgd sgd = new Sgd(graph, new Sgd.Settings(0, false, 0));
      Op step =
          sgd.minimize(
              loss, weights.trainables(), List.of(), StepOptions.standard().withClipNorm(7.5));
      try (Session session = Sessions.open(graph, ExecutionOptions.cpu(1));
          TFloat32 rate = Tensors.scalar(0.5f)) {
        weights.initialize(session, 1);
        sgd.initialize(session);
        try (Result result =
            session
                .runner()
                .feed(sgd.learningRate(), rate)
                .addTarget(step)
                .fetch(Optimizer.GRADIENT_NORM)
                .run()) {
          assertThat(((TFloat32) result.get(0)).getFloat()).isEqualTo(7);
        }
        assertThat(weights.fetch(session).get("w.kernel").values()).containsExactly(0, 2.5f, -2);
      }
    }
  }

  @Test
  void loadedStateContinuesTheSameWay() {
    for (Function<Graph, Optimizer> kind : kinds()) {
      try (Problem problem = new Problem(kind, Double.POSITIVE_INFINITY)) {
        problem.whole();
        List<WeightTensor> middle = List.copyOf(problem.weights.fetch(problem.session).values());
        List<WeightTensor> slots = List.copyOf(problem.optimizer.fetch(problem.session).values());
        problem.whole();
        float[] unbroken = problem.values();
        problem.inParts(); // leaves sums behind, which are not part of the state
        problem.weights.load(problem.session, middle);
        problem.optimizer.load(problem.session, slots);
        problem.whole();
        assertThat(problem.values()).isEqualTo(unbroken);
      }
    }
  }

  @Test
  void keepsItsSlotsAndNotTheSums() {
    Map<Integer, List<String>> expected =
        Map.of(
            0, List.of("w.kernel.m", "w.kernel.v", "adam.beta1_power", "adam.beta2_power"),
            1, List.of("w.kernel.m", "w.kernel.v", "adam.beta1_power", "adam.beta2_power"),
            2, List.of("w.kernel.momentum"));
    for (int i = 0; i < kinds().size(); i++) {
      try (Problem problem = new Problem(kinds().get(i), 1)) {
        problem.inParts();
        assertThat(problem.optimizer.fetch(problem.session).keySet())
            .containsExactlyInAnyOrderElementsOf(expected.get(i));
      }
    }
  }

  @Test
  void aWeightThatWouldNotMoveIsRefused() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      VariableWeights weights = new VariableWeights(graph);
      Operand<TFloat32> loss = tf.sum(weights.get(WEIGHT), tf.constant(0));
      StepOptions still = StepOptions.standard().withRateFactor(weight -> 0);
      assertThatThrownBy(
              () ->
                  new Adam(graph, Adam.Settings.standard())
                      .minimize(loss, weights.trainables(), List.of(), still))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("w.kernel: a rate factor of 0.0");
    }
  }

  private static List<Function<Graph, Optimizer>> kinds() {
    return List.of(
        graph -> new Adam(graph, Adam.Settings.standard()),
        graph -> new Adam(graph, Adam.Settings.standard().withWeightDecay(0.1)),
        graph -> new Sgd(graph, new Sgd.Settings(0.9f, true, 0.1f)));
  }

  private static float[] weights(
      Function<Graph, Optimizer> kind, double clipNorm, boolean inParts) {
    try (Problem problem = new Problem(kind, clipNorm)) {
      for (int step = 0; step < 3; step++) {
        if (inParts) {
          problem.inParts();
        } else {
          problem.whole();
        }
      }
      return problem.values();
    }
  }

  private static void assertClose(float[] found, float[] expected) {
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).as(Arrays.toString(found)).isCloseTo(expected[i], Offset.offset(2e-6f));
    }
  }

  /** A least-squares problem over three rows of {@link #PARTS}, taken whole or row by row. */
  private static final class Problem implements AutoCloseable {

    private final Graph graph = new Graph();
    private final VariableWeights weights = new VariableWeights(graph);
    private final Placeholder<TFloat32> rows;
    private final Optimizer optimizer;
    private final Op step;
    private final Accumulation accumulation;
    private final Session session;

    Problem(Function<Graph, Optimizer> kind, double clipNorm) {
      Ops tf = Ops.create(graph);
      rows = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 3)));
      Operand<TFloat32> products = tf.sum(tf.math.mul(rows, weights.get(WEIGHT)), tf.constant(1));
      Operand<TFloat32> loss =
          tf.math.div(tf.sum(tf.math.square(products), tf.constant(0)), tf.constant(3f));
      optimizer = kind.apply(graph);
      StepOptions options = StepOptions.standard().withClipNorm(clipNorm);
      step = optimizer.minimize(loss, weights.trainables(), List.of(), options);
      accumulation = optimizer.accumulate(loss, weights.trainables(), List.of(), options);
      session = Sessions.open(graph, ExecutionOptions.cpu(1));
      weights.initialize(session, 1);
      optimizer.initialize(session);
    }

    void whole() {
      run(step, PARTS);
    }

    void inParts() {
      run(accumulation.first(), Arrays.copyOfRange(PARTS, 0, 3));
      run(accumulation.further(), Arrays.copyOfRange(PARTS, 3, 6));
      run(accumulation.further(), Arrays.copyOfRange(PARTS, 6, 9));
      try (TFloat32 rate = Tensors.scalar(0.05f)) {
        session
            .runner()
            .feed(optimizer.learningRate(), rate)
            .addTarget(accumulation.apply())
            .run()
            .close();
      }
    }

    private void run(Op target, float[] values) {
      try (TFloat32 rate = Tensors.scalar(0.05f);
          TFloat32 batch = Tensors.of(values, values.length / 3, 3)) {
        session
            .runner()
            .feed(optimizer.learningRate(), rate)
            .feed(rows, batch)
            .addTarget(target)
            .run()
            .close();
      }
    }

    float[] values() {
      return weights.fetch(session).get("w.kernel").values();
    }

    @Override
    public void close() {
      session.close();
      graph.close();
    }
  }
}
