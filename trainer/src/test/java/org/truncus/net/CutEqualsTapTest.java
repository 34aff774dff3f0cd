package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

/** A cut network is the prefix of the full one: same numbers, fewer nodes, a subset of weights. */
class CutEqualsTapTest {

  private static final int SIZE = 40;

  @ParameterizedTest
  @ValueSource(strings = {"resnet50", "mobilenet-v1-0.25"})
  @DisplayName("features at every cut equal the full network's, bit by bit")
  void featuresAreBitEqual(String name) {
    Backbone backbone = Backbones.byName(name);
    Network full = backbone.network(new NetworkSpec(name, "full", 1));
    Map<String, WeightTensor> weights = randomStatistics(full, 5);
    Set<String> fullNames =
        full.weights().stream()
            .map(WeightSpec::name)
            .collect(Collectors.toCollection(HashSet::new));
    Map<String, float[]> taps = run(full, weights, cutTaps(backbone));
    for (String cut : backbone.cuts()) {
      Network network = backbone.network(new NetworkSpec(name, cut, 1));
      assertThat(network.backboneWeights()).extracting(WeightSpec::name).isSubsetOf(fullNames);
      String tap = backbone.tap(cut);
      float[] features = run(network, weights, List.of(tap)).get(tap);
      assertThat(features).as("%s cut at %s", name, cut).isEqualTo(taps.get(tap));
      assertThat(maximum(features)).isGreaterThan(0);
    }
  }

  private static boolean isHead(WeightSpec spec) {
    return spec.name().startsWith(Network.HEAD);
  }

  private static float maximum(float[] values) {
    float maximum = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      maximum = Math.max(maximum, value);
    }
    return maximum;
  }

  private static List<String> cutTaps(Backbone backbone) {
    return backbone.cuts().stream().map(backbone::tap).toList();
  }

  /** Runs an inference graph on one random image and checks that no discarded layer is in it. */
  private static Map<String, float[]> run(
      Network network, Map<String, WeightTensor> weights, List<String> taps) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> images =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, SIZE, SIZE, 3)));
      VariableWeights variables = new VariableWeights(graph);
      Map<String, Operand<TFloat32>> activations =
          network.activations(tf, images, variables, Mode.INFERENCE);
      assertOnlyOwnLayers(graph, network);
      try (Session session = Sessions.open(graph, ExecutionOptions.cpu(2));
          TFloat32 input = Tensors.of(image(), 1, SIZE, SIZE, 3)) {
        variables.load(
            session,
            variables.specs().stream()
                .map(spec -> isHead(spec) ? spec.initial(0) : weights.get(spec.name()))
                .toList());
        Session.Runner runner = session.runner().feed(images, input);
        taps.forEach(tap -> runner.fetch(activations.get(tap)));
        try (Result result = runner.run()) {
          return taps.stream()
              .collect(
                  Collectors.toMap(
                      Function.identity(),
                      tap -> Tensors.values((TFloat32) result.get(taps.indexOf(tap)))));
        }
      }
    }
  }

  private static void assertOnlyOwnLayers(Graph graph, Network network) {
    Set<String> own = network.nodes().stream().map(Node::name).collect(Collectors.toSet());
    Set<String> found = new HashSet<>();
    graph
        .operations()
        .forEachRemaining(
            operation -> {
              if (operation.name().contains("/")) {
                found.add(operation.name().substring(0, operation.name().indexOf('/')));
              } else if (operation.name().contains(".")) {
                found.add(operation.name().substring(0, operation.name().indexOf('.')));
              }
            });
    assertThat(found).isEqualTo(own.stream().filter(found::contains).collect(Collectors.toSet()));
    assertThat(found).contains(network.featureLayer(), Network.HEAD);
  }

  private static float[] image() {
    SplittableRandom random = new SplittableRandom(3);
    float[] values = new float[SIZE * SIZE * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** Initial weights with moving statistics that are not 0 and 1. */
  private static Map<String, WeightTensor> randomStatistics(Network network, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return network.backboneWeights().stream()
        .map(spec -> spec.initial(seed))
        .peek(
            tensor -> {
              boolean variance = tensor.name().endsWith("moving_variance");
              if (variance || tensor.name().endsWith("moving_mean")) {
                for (int i = 0; i < tensor.values().length; i++) {
                  tensor.values()[i] =
                      (float) (variance ? random.nextDouble(0.5, 2) : random.nextDouble(-.1, .1));
                }
              }
            })
        .collect(Collectors.toMap(WeightTensor::name, Function.identity()));
  }
}
