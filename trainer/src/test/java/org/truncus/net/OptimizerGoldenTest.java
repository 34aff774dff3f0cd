package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.Initializer;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/** Five steps of each optimiser against PyTorch's ({@code make_optimizer_golden.py}). */
class OptimizerGoldenTest {

  private static final WeightSpec KERNEL =
      new WeightSpec("dense.kernel", new int[] {2, 3}, true, new Initializer.Constant(0));
  private static final WeightSpec BIAS =
      new WeightSpec("dense.bias", new int[] {3}, true, new Initializer.Constant(0));
  private static final float[] RATES = {0.1f, 0.1f, 0.05f, 0.05f, 0.02f};
  private static final Offset<Double> TOLERANCE = Offset.offset(5e-6);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "adam",
        "adam clipped",
        "adam slow kernel",
        "adamw",
        "adamw slow kernel clipped",
        "sgd",
        "sgd clipped",
        "sgd momentum decay",
        "sgd nesterov slow kernel"
      })
  void followsPytorch(String name) {
    StepOptions options =
        StepOptions.standard()
            .withClipNorm(name.contains("clipped") ? 0.8 : Double.POSITIVE_INFINITY)
            .withRateFactor(
                weight -> name.contains("slow kernel") && weight.endsWith(".kernel") ? 0.1 : 1);
    try (Graph graph = new Graph()) {
      VariableWeights weights = new VariableWeights(graph);
      Operand<TFloat32> loss = loss(Ops.create(graph), weights.get(KERNEL), weights.get(BIAS));
      Optimizer optimizer = optimizer(graph, name);
      Op step = optimizer.minimize(loss, weights.trainables(), weights.updates(), options);
      try (Session session = Sessions.open(graph, ExecutionOptions.cpu(1))) {
        weights.load(session, start());
        optimizer.initialize(session);
        Map<String, Double> expected = golden(name);
        assertThat(expected).hasSize(5 * 9);
        for (int t = 1; t <= 5; t++) {
          try (TFloat32 rate = Tensors.scalar(RATES[t - 1])) {
            session.runner().feed(optimizer.learningRate(), rate).addTarget(step).run().close();
          }
          check(expected, t, weights.fetch(session).values());
        }
      }
    }
  }

  private static void check(
      Map<String, Double> expected, int step, Iterable<WeightTensor> tensors) {
    for (WeightTensor tensor : tensors) {
      for (int i = 0; i < tensor.values().length; i++) {
        String key = step + "," + tensor.name() + "," + i;
        assertThat((double) tensor.values()[i]).as(key).isCloseTo(expected.get(key), TOLERANCE);
      }
    }
  }

  private static Optimizer optimizer(Graph graph, String name) {
    return switch (name) {
      case "adam", "adam clipped", "adam slow kernel" -> new Adam(graph, Adam.Settings.standard());
      case "adamw", "adamw slow kernel clipped" ->
          new Adam(graph, Adam.Settings.standard().withWeightDecay(0.3));
      case "sgd", "sgd clipped" -> new Sgd(graph, new Sgd.Settings(0, false, 0));
      case "sgd momentum decay" -> new Sgd(graph, new Sgd.Settings(0.9f, false, 0.05f));
      case "sgd nesterov slow kernel" -> new Sgd(graph, new Sgd.Settings(0.9f, true, 0));
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** The formula of {@code make_optimizer_golden.py}. */
  private static Operand<TFloat32> loss(Ops tf, Operand<TFloat32> kernel, Operand<TFloat32> bias) {
    Operand<TFloat32> steepness =
        tf.constant(new float[][] {{1.0f, 0.3f, 2.0f}, {0.1f, 0.7f, 1.5f}});
    Operand<TFloat32> target =
        tf.constant(new float[][] {{0.2f, 0.4f, -0.6f}, {0.9f, -0.1f, 0.3f}});
    Operand<TFloat32> own =
        tf.sum(
            tf.math.mul(steepness, tf.math.square(tf.math.sub(kernel, target))),
            tf.constant(new int[] {0, 1}));
    Operand<TFloat32> product = tf.math.mul(bias, tf.sum(kernel, tf.constant(0)));
    Operand<TFloat32> mutual =
        tf.sum(tf.math.square(tf.math.sub(product, tf.constant(1f))), tf.constant(0));
    return tf.math.add(own, mutual);
  }

  private static List<WeightTensor> start() {
    return List.of(
        new WeightTensor(
            "dense.kernel", new int[] {2, 3}, new float[] {1, -0.5f, 0.25f, 0.75f, -1.25f, 2}),
        new WeightTensor("dense.bias", new int[] {3}, new float[] {0.5f, -1.5f, 1}));
  }

  /** From {@code step,weight,index} to value. */
  private static Map<String, Double> golden(String name) {
    Map<String, Double> golden = new LinkedHashMap<>();
    try (InputStream in = OptimizerGoldenTest.class.getResourceAsStream("optimizer-golden.csv")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        List<String> row = List.of(line.split(",", -1));
        if (row.get(0).equals(name)) {
          golden.put(String.join(",", row.subList(1, 4)), Double.valueOf(row.get(4)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return golden;
  }
}
