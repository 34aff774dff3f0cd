package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.truncus.problem.UsageException;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/** A frozen prefix is the prefix in inference; what lies above it trains as it did. */
class FrozenLayersTest {

  private static final int SIZE = 32;
  private static final int BATCH = 4;

  @ParameterizedTest
  @CsvSource({"mobilenet-v1-0.25, L4, L2", "densenet121, B1.3, B1.1", "resnet50, L3, L2"})
  void aFrozenPrefixUsesItsMovingAveragesAndKeepsThem(String name, String cut, String keep) {
    Network network = Backbones.network(new NetworkSpec(name, cut, 1));
    BuildOptions options = BuildOptions.of(Mode.TRAIN).withFrozen(network.layersBelow(keep));
    String tap = network.backbone().tap(keep);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> images =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, SIZE, SIZE, 3)));
      VariableWeights weights = new VariableWeights(graph);
      Map<String, Operand<TFloat32>> training =
          network.activations(tf.withSubScope("train"), images, weights, options);
      Operand<TFloat32> inference =
          network.activations(tf.withSubScope("serve"), images, weights, Mode.INFERENCE).get(tap);
      Operand<TFloat32> loss =
          tf.math.mean(tf.math.square(training.get(Network.HEAD)), tf.constant(new int[] {0, 1}));
      Adam adam = new Adam(graph, Adam.Settings.standard());
      Map<String, Operand<TFloat32>> trainables = new LinkedHashMap<>(weights.trainables());
      Set<String> below = new HashSet<>();
      network.weightsBelow(keep).forEach(spec -> below.add(spec.name()));
      trainables.keySet().removeAll(below);
      Op step = adam.minimize(loss, trainables, weights.updates());
      try (Session session = Sessions.open(graph, ExecutionOptions.cpu(2));
          TFloat32 batch = Tensors.of(images(), BATCH, SIZE, SIZE, 3);
          TFloat32 rate = Tensors.scalar(0.01f)) {
        weights.initialize(session, 3);
        weights.load(session, statistics(network));
        adam.initialize(session);
        float[] features = values(session.runner().feed(images, batch).fetch(training.get(tap)));
        assertThat(features)
            .isEqualTo(values(session.runner().feed(images, batch).fetch(inference)))
            .isNotEqualTo(new float[features.length]);
        Map<String, WeightTensor> before = weights.fetch(session);
        session
            .runner()
            .feed(images, batch)
            .feed(adam.learningRate(), rate)
            .addTarget(step)
            .run()
            .close();
        Map<String, WeightTensor> after = weights.fetch(session);
        assertThat(below).hasSizeGreaterThan(5).hasSizeLessThan(after.size());
        after.forEach(
            (weight, tensor) ->
                assertThat(tensor.equals(before.get(weight)))
                    .as("%s is as before", weight)
                    .isEqualTo(below.contains(weight)));
      }
    }
  }

  @Test
  void momentumIsTheShareOfTheOldAverage() {
    float[] old = movingMean(1);
    float[] nine = movingMean(0.9f);
    float[] half = movingMean(0.5f);
    float[] batch = movingMean(0);
    for (int i = 0; i < old.length; i++) {
      assertThat(nine[i]).isCloseTo(0.9f * old[i] + 0.1f * batch[i], Offset.offset(1e-5f));
      assertThat(half[i]).isCloseTo(0.5f * old[i] + 0.5f * batch[i], Offset.offset(1e-5f));
    }
    assertThat(batch).isNotEqualTo(old);
    assertThat(BuildOptions.of(Mode.TRAIN).momentum()).isEqualTo(0.9f);
    assertThatThrownBy(() -> BuildOptions.of(Mode.TRAIN).withMomentum(1.1f))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("1.1");
  }

  private static float[] movingMean(float momentum) {
    Network network = Backbones.network(new NetworkSpec("mobilenet-v1-0.25", "L1", 1));
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> images =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, SIZE, SIZE, 3)));
      VariableWeights weights = new VariableWeights(graph);
      BuildOptions options = BuildOptions.of(Mode.TRAIN).withMomentum(momentum);
      Operand<TFloat32> logits = network.logits(tf, images, weights, options);
      try (Session session = Sessions.open(graph, ExecutionOptions.cpu(2));
          TFloat32 batch = Tensors.of(images(), BATCH, SIZE, SIZE, 3)) {
        weights.initialize(session, 3);
        weights.load(session, statistics(network));
        Session.Runner runner = session.runner().feed(images, batch).fetch(logits);
        weights.updates().forEach(runner::addTarget);
        runner.run().close();
        return weights.fetch(session).get("conv1_bn.moving_mean").values();
      }
    }
  }

  @Test
  void layersBelowACutAreNamed() {
    Network network = Backbones.network(new NetworkSpec("resnet50", "L3", 1));
    assertThat(network.layersBelow("L1"))
        .containsExactly(
            "conv1_pad", "conv1_conv", "conv1_bn", "conv1_relu", "pool1_pad", "pool1_pool");
    assertThat(network.weightsBelow("L1"))
        .extracting(WeightSpec::name)
        .containsExactly(
            "conv1_conv.kernel",
            "conv1_bn.gamma",
            "conv1_bn.beta",
            "conv1_bn.moving_mean",
            "conv1_bn.moving_variance");
    assertThat(network.weightsBelow("L3")).isEqualTo(network.backboneWeights());
    assertThatThrownBy(() -> network.layersBelow("B1"))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("B1", "L1, L2, L3");
    assertThatThrownBy(() -> network.weightsBelow("L99")).isInstanceOf(UsageException.class);
  }

  private static List<WeightTensor> statistics(Network network) {
    SplittableRandom random = new SplittableRandom(5);
    return network.backboneWeights().stream()
        .filter(spec -> !spec.trainable())
        .map(spec -> spec.initial(1))
        .peek(
            tensor -> {
              double shift = tensor.name().endsWith("variance") ? 1 : 0;
              for (int i = 0; i < tensor.values().length; i++) {
                tensor.values()[i] = (float) (shift + random.nextDouble(-.2, .2));
              }
            })
        .toList();
  }

  private static float[] values(Session.Runner runner) {
    try (Result result = runner.run()) {
      return Tensors.values((TFloat32) result.get(0));
    }
  }

  private static float[] images() {
    SplittableRandom random = new SplittableRandom(9);
    float[] values = new float[BATCH * SIZE * SIZE * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }
}
