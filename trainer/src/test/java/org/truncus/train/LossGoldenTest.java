package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.truncus.list.Task;
import org.truncus.net.Tensors;

/** Losses and their gradients against PyTorch's ({@code make_loss_golden.py}). */
class LossGoldenTest {

  private static final double[] ONES = {1, 1, 1};
  private static final double[] POSITIVE = {3, 1, 0.5};

  @ParameterizedTest
  @ValueSource(
      strings = {
        "labels",
        "labels weighted",
        "labels focal",
        "labels focal half",
        "labels focal weighted",
        "labels smoothed",
        "classes",
        "classes weighted",
        "classes focal",
        "classes focal half weighted",
        "classes smoothed"
      })
  void equalsPytorchInValueAndGradient(String name) {
    Case golden = golden(name);
    LossFunction loss = loss(name);
    float[] logits = golden.logits();
    float[] targets = golden.targets();
    assertThat(loss.mean(logits, targets)).isCloseTo(golden.mean(), within(1e-7));
    float[] found = graph(loss, logits, targets);
    double divisor = loss.divisor(targets);
    assertThat(found[logits.length] / divisor).isCloseTo(golden.mean(), within(1e-6));
    for (int i = 0; i < logits.length; i++) {
      double expected = golden.gradient()[i];
      assertThat(found[i] / divisor).as("in the graph, %d", i).isCloseTo(expected, within(1e-6));
      assertThat(difference(loss, logits, targets, i))
          .as("%d", i)
          .isCloseTo(expected, within(1e-6));
    }
  }

  /** The central difference of the mean. */
  private static double difference(LossFunction loss, float[] logits, float[] targets, int i) {
    float[] above = logits.clone();
    float[] below = logits.clone();
    above[i] += 1e-3f;
    below[i] -= 1e-3f;
    double rise = loss.mean(above, targets) - loss.mean(below, targets);
    return rise / ((double) above[i] - below[i]);
  }

  /** Gradients of the sum of the losses {@code [N*L]}, and that sum. */
  private static float[] graph(LossFunction loss, float[] logits, float[] targets) {
    int outputs = loss.weights().length;
    int rows = logits.length / outputs;
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Shape shape = Shape.of(rows, outputs);
      Operand<TFloat32> fed = tf.constant(shape, DataBuffers.of(logits));
      float[] factors = loss.factors(targets);
      Shape factorShape = loss.task() == Task.MULTICLASS ? Shape.of(rows) : shape;
      Operand<TFloat32> sum =
          LossGraph.sum(
              tf,
              loss,
              fed,
              tf.constant(shape, DataBuffers.of(loss.filled(targets))),
              tf.constant(factorShape, DataBuffers.of(factors)));
      Output<?>[] gradients = graph.addGradients(sum.asOutput(), new Output<?>[] {fed.asOutput()});
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(gradients[0]).fetch(sum).run()) {
        float[] found = Arrays.copyOf(logits, logits.length + 1);
        float[] values = Tensors.values((TFloat32) result.get(0));
        System.arraycopy(values, 0, found, 0, values.length);
        found[logits.length] = ((TFloat32) result.get(1)).getFloat();
        return found;
      }
    }
  }

  private static LossFunction loss(String name) {
    return new LossFunction(
        name.startsWith("labels") ? Task.MULTILABEL : Task.MULTICLASS,
        name.contains("weighted") ? POSITIVE : ONES,
        name.contains("half") ? 0.5 : name.contains("focal") ? 2 : 0,
        name.contains("smoothed") ? 0.1 : 0);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Case(float[] logits, float[] targets, double[] gradient, double mean) {}

  private static Case golden(String name) {
    List<String[]> rows;
    try (InputStream in = LossGoldenTest.class.getResourceAsStream("loss-golden.csv")) {
      rows =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.split(",", -1))
              .filter(row -> row[0].equals(name))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(rows).hasSize(12);
    float[] logits = new float[12];
    float[] targets = new float[12];
    double[] gradient = new double[12];
    for (int i = 0; i < 12; i++) {
      logits[i] = Float.parseFloat(rows.get(i)[3]);
      targets[i] = rows.get(i)[4].isEmpty() ? Float.NaN : Float.parseFloat(rows.get(i)[4]);
      gradient[i] = Double.parseDouble(rows.get(i)[5]);
    }
    return new Case(logits, targets, gradient, Double.parseDouble(rows.get(0)[6]));
  }
}
