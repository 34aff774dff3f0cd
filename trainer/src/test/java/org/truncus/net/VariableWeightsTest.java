package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/** A training and an inference build in one graph share their variables and learn. */
class VariableWeightsTest {

  private static final int SIZE = 32;
  private static final int BATCH = 8;

  @Test
  void aCutNetworkLearnsAndItsInferenceBuildFollows() {
    Network network = Backbones.network(new NetworkSpec("mobilenet-v1-0.25", "L3", 1));
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> images =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, SIZE, SIZE, 3)));
      VariableWeights weights = new VariableWeights(graph);
      Operand<TFloat32> training =
          network.logits(tf.withSubScope("train"), images, weights, Mode.TRAIN);
      Operand<TFloat32> serving =
          network.logits(tf.withSubScope("serve"), images, weights, Mode.INFERENCE);
      Operand<TFloat32> error = tf.math.sub(training, tf.constant(targets()));
      Operand<TFloat32> loss = tf.math.mean(tf.math.square(error), tf.constant(new int[] {0, 1}));
      Adam adam = new Adam(graph, Adam.Settings.standard());
      Op step = adam.minimize(loss, weights.trainables(), weights.updates());
      assertThat(weights.specs()).hasSameSizeAs(network.weights());
      try (Session session = Sessions.open(graph, ExecutionOptions.cpu(2));
          TFloat32 batch = Tensors.of(images(), BATCH, SIZE, SIZE, 3);
          TFloat32 rate = Tensors.scalar(0.003f)) {
        weights.initialize(session, 11);
        adam.initialize(session);
        Map<String, WeightTensor> before = weights.fetch(session);
        float first = scalar(session.runner().feed(images, batch).fetch(loss));
        float[] servedBefore = values(session.runner().feed(images, batch).fetch(serving));
        for (int i = 0; i < 30; i++) {
          session
              .runner()
              .feed(images, batch)
              .feed(adam.learningRate(), rate)
              .addTarget(step)
              .run()
              .close();
        }
        assertThat(scalar(session.runner().feed(images, batch).fetch(loss))).isLessThan(first / 4);
        assertThat(values(session.runner().feed(images, batch).fetch(serving)))
            .isNotEqualTo(servedBefore);
        weights
            .fetch(session)
            .forEach((name, tensor) -> assertThat(tensor).as(name).isNotEqualTo(before.get(name)));
      }
    }
  }

  @Test
  void initialValuesDependOnSeedAndNameOnly() {
    Map<String, WeightTensor> shorter = initial("L2", 5);
    Map<String, WeightTensor> longer = initial("L3", 5);
    Map<String, WeightTensor> other = initial("L2", 6);
    shorter.forEach(
        (name, tensor) ->
            assertThat(tensor).isEqualTo(name.startsWith("probs.k") ? tensor : longer.get(name)));
    assertThat(other.get("conv1.kernel")).isNotEqualTo(shorter.get("conv1.kernel"));
  }

  @Test
  void tensorsThatFitNoVariableAreRefused() {
    try (Graph graph = new Graph()) {
      VariableWeights weights = new VariableWeights(graph);
      weights.get(Backbones.network(new NetworkSpec("resnet50", "L1", 1)).weights().get(0));
      try (Session session = Sessions.open(graph, ExecutionOptions.cpu(1))) {
        assertThatThrownBy(
                () ->
                    weights.load(
                        session,
                        List.of(
                            new WeightTensor("conv1_conv.kernel", new int[] {1}, new float[1]))))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContainingAll("conv1_conv.kernel", "[7, 7, 3, 64]");
      }
    }
  }

  private static Map<String, WeightTensor> initial(String cut, long seed) {
    Map<String, WeightTensor> initial = new HashMap<>();
    for (WeightSpec spec :
        Backbones.network(new NetworkSpec("mobilenet-v1-0.25", cut, 1)).weights()) {
      initial.put(spec.name(), spec.initial(seed));
    }
    return initial;
  }

  private static float scalar(Session.Runner runner) {
    return values(runner)[0];
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

  private static float[][] targets() {
    float[][] targets = new float[BATCH][1];
    for (int i = 0; i < BATCH; i++) {
      targets[i][0] = i % 2;
    }
    return targets;
  }
}
