package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.truncus.list.Task;

class LossGraphTest {

  private static final float MASKED = Float.NaN;

  @Test
  void agreesWithTheLossFunctionForLabels() {
    LossFunction loss = new LossFunction(Task.MULTILABEL, new double[] {1, 3.5});
    float[] logits = {0.3f, -2, 30, 1.5f, -40, 0};
    float[] targets = {1, 1, 0, MASKED, 1, 0};
    assertThat(graphSum(loss, logits, targets, Shape.of(3, 2)))
        .isCloseTo(loss.sum(logits, targets), within(1e-4));
  }

  @Test
  void agreesWithTheLossFunctionForClasses() {
    LossFunction loss = new LossFunction(Task.MULTICLASS, new double[] {0.5, 2, 1});
    float[] logits = {0.3f, -2, 3, 1.5f, -4, 0, 1, 2, 3};
    float[] targets = {0, 1, 0, 1, 0, 0, MASKED, MASKED, MASKED};
    assertThat(graphSum(loss, logits, targets, Shape.of(3)))
        .isCloseTo(loss.sum(logits, targets), within(1e-4));
  }

  private static double graphSum(
      LossFunction loss, float[] logits, float[] targets, Shape factors) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Shape shape = Shape.of(3, logits.length / 3);
      Operand<TFloat32> sum =
          LossGraph.sum(
              tf,
              loss,
              tf.constant(shape, DataBuffers.of(logits)),
              tf.constant(shape, DataBuffers.of(loss.filled(targets))),
              tf.constant(factors, DataBuffers.of(loss.factors(targets))));
      try (Result result = session.runner().fetch(sum).run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    }
  }
}
