package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

class GradCamTest {

  /** Images fed, labels asked for, and what came out. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Outcome(FeatureShape shape, float[] features, float[] kernel, float[] maps) {}

  @Test
  void underThePoolingHeadItIsTheClassActivationMap() {
    Outcome outcome = outcome(new NetworkSpec("mobilenet-v1-0.25", "L3", 3), 40, new int[] {2, 0});
    int channels = outcome.shape().channels();
    int positions = outcome.shape().height() * outcome.shape().width();
    int[] labels = {2, 0};
    for (int n = 0; n < labels.length; n++) {
      double[] expected = new double[positions];
      for (int i = 0; i < positions; i++) {
        for (int c = 0; c < channels; c++) {
          expected[i] +=
              outcome.kernel()[c * 3 + labels[n]]
                  * (double) outcome.features()[(n * positions + i) * channels + c];
        }
      }
      compare(positiveShare(expected), outcome.maps(), n * positions);
    }
  }

  @Test
  void underTheFlattenHeadTheWeightsOfAChannelAreAveraged() {
    int[] labels = {1};
    NetworkSpec spec = new NetworkSpec("mobilenet-v1-0.25", "L3", 2).withHead(new Head.Flatten(32));
    Outcome outcome = outcome(spec, 32, labels);
    int channels = outcome.shape().channels();
    int positions = outcome.shape().height() * outcome.shape().width();
    double[] weights = new double[channels];
    for (int i = 0; i < positions * channels; i++) {
      weights[i % channels] += outcome.kernel()[i * 2 + labels[0]] / (double) positions;
    }
    double[] expected = new double[positions];
    for (int i = 0; i < positions * channels; i++) {
      expected[i / channels] += weights[i % channels] * outcome.features()[i];
    }
    compare(positiveShare(expected), outcome.maps(), 0);
  }

  static List<String> backbones() {
    return Backbones.names();
  }

  @ParameterizedTest
  @MethodSource("backbones")
  void everyBackboneHasMapsOfTheSizeOfItsFeatures(String name) {
    Backbone backbone = Backbones.byName(name);
    String cut = backbone.cuts().get(1);
    int size = Math.max(32, backbone.minimumImageSize(cut));
    int[] labels = {0, 1, 2, 3, 4, 5};
    Outcome outcome = outcome(new NetworkSpec(name, cut, labels.length), size, labels);
    int positions = outcome.shape().height() * outcome.shape().width();
    assertThat(outcome.maps()).hasSize(labels.length * positions);
    for (float value : outcome.maps()) {
      assertThat(value).isBetween(0f, 1f);
    }
    // not in every map: nothing may speak for a label
    assertThat(outcome.maps()).contains(1f);
  }

  /** The network with its initial weights on random images. */
  private static Outcome outcome(NetworkSpec spec, int size, int[] labels) {
    Network network = Backbones.network(spec);
    int outputs = spec.outputs();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> images =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, size, size, 3)));
      VariableWeights weights = new VariableWeights(graph);
      Map<String, Operand<TFloat32>> activations =
          network.activations(tf, images, weights, Mode.INFERENCE);
      GradCam cam = GradCam.of(graph, network, activations);
      String kernel = Network.HEAD + ".kernel";
      try (Session session = Sessions.open(graph, ExecutionOptions.cpu(2));
          TFloat32 input =
              Tensors.of(random(labels.length * size * size * 3, 3), labels.length, size, size, 3);
          TFloat32 selector = selector(labels, outputs)) {
        weights.initialize(session, 11);
        try (Result result =
            session
                .runner()
                .feed(images, input)
                .feed(cam.selector(), selector)
                .fetch(activations.get(network.featureLayer()))
                .fetch(cam.maps())
                .run()) {
          return new Outcome(
              network.summary(size).features(),
              Tensors.values((TFloat32) result.get(0)),
              weights.fetch(session).get(kernel).values(),
              Tensors.values((TFloat32) result.get(1)));
        }
      }
    }
  }

  /** Under a head that treats positions differently, against central differences of the logits. */
  @Test
  void weightsAreTheGradientsOfTheLogitAveragedOverPositions() {
    int[] shape = {2, 3, 4, 5};
    int[] labels = {1, 0};
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> features =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 3, 4, 5)));
      VariableWeights weights = new VariableWeights(graph);
      Operand<TFloat32> logits = curvedHead(tf, weights, features);
      GradCam cam = GradCam.of(graph, features, logits);
      try (Session session = Sessions.open(graph, ExecutionOptions.cpu(1))) {
        weights.load(session, weights.specs().stream().map(GradCamTest::drawn).toList());
        float[] values = random(120, 5);
        float[] maps;
        try (TFloat32 input = tensor(values, shape);
            TFloat32 selector = selector(labels, 2);
            Result result =
                session
                    .runner()
                    .feed(features, input)
                    .feed(cam.selector(), selector)
                    .fetch(cam.maps())
                    .run()) {
          maps = Tensors.values((TFloat32) result.get(0));
        }
        for (int n = 0; n < 2; n++) {
          double[] channel = new double[5];
          for (int i = 0; i < 60; i++) {
            channel[i % 5] +=
                slope(session, features, logits, values, n * 60 + i, labels[n], n) / 12;
          }
          double[] expected = new double[12];
          for (int i = 0; i < 60; i++) {
            expected[i / 5] += channel[i % 5] * values[n * 60 + i];
          }
          compare(positiveShare(expected), maps, n * 12);
        }
      }
    }
  }

  /** Frozen batch normalisation, a bend, and one weight for each pixel. */
  private static Operand<TFloat32> curvedHead(
      Ops tf, VariableWeights weights, Operand<TFloat32> features) {
    List<FeatureShape> shapes = List.of(new FeatureShape(3, 4, 5));
    BatchNormalization norm = new BatchNormalization(1e-3f);
    Operand<TFloat32> normed =
        norm.build(
            new LayerContext(tf, "bn", weights, norm.weights("bn", shapes), Mode.INFERENCE, 0.9f),
            List.of(features));
    Operand<TFloat32> flat = tf.reshape(tf.math.tanh(normed), tf.constant(new int[] {-1, 60}));
    Dense dense = new Dense(2);
    List<FeatureShape> flatShape = List.of(new FeatureShape(1, 1, 60));
    return dense.build(
        new LayerContext(tf, "fc", weights, dense.weights("fc", flatShape), Mode.INFERENCE, 0.9f),
        List.of(flat));
  }

  private static WeightTensor drawn(WeightSpec spec) {
    SplittableRandom random = new SplittableRandom(spec.name().hashCode());
    float[] values = new float[Math.toIntExact(spec.size())];
    for (int i = 0; i < values.length; i++) {
      double low = spec.name().endsWith("variance") ? 0.5 : -1;
      values[i] = (float) random.nextDouble(low, 1.5);
    }
    return new WeightTensor(spec.name(), spec.shape(), values);
  }

  private static double slope(
      Session session,
      Operand<TFloat32> features,
      Operand<TFloat32> logits,
      float[] values,
      int at,
      int label,
      int n) {
    double[] ends = new double[2];
    float[] steps = {values[at] + 0.02f, values[at] - 0.02f};
    for (int s = 0; s < 2; s++) {
      float[] moved = values.clone();
      moved[at] = steps[s];
      try (TFloat32 input = tensor(moved, new int[] {2, 3, 4, 5});
          Result result = session.runner().feed(features, input).fetch(logits).run()) {
        ends[s] = Tensors.values((TFloat32) result.get(0))[2 * n + label];
      }
    }
    return (ends[0] - ends[1]) / ((double) steps[0] - steps[1]);
  }

  private static double[] positiveShare(double[] values) {
    double highest = 0;
    for (double value : values) {
      highest = Math.max(highest, value);
    }
    assertThat(highest).as("something speaks for the label").isPositive();
    double[] shares = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      shares[i] = Math.max(0, values[i]) / highest;
    }
    return shares;
  }

  private static void compare(double[] expected, float[] found, int from) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) found[from + i])
          .as("at %d", from + i)
          .isCloseTo(expected[i], within(2e-3));
    }
  }

  private static TFloat32 selector(int[] labels, int outputs) {
    float[] selector = new float[labels.length * outputs];
    for (int n = 0; n < labels.length; n++) {
      selector[n * outputs + labels[n]] = 1;
    }
    return Tensors.of(selector, labels.length, outputs);
  }

  private static TFloat32 tensor(float[] values, int[] shape) {
    return Tensors.of(values, shape[0], shape[1], shape[2], shape[3]);
  }

  private static float[] random(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }
}
