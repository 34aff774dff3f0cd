package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
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

/** A cut network is the prefix of the full one: same numbers, fewer nodes, a subset of weights. */
class CutEqualsTapTest {

  /** One of each family. */
  private static final List<String> THOROUGH =
      List.of("resnet50", "densenet121", "cbr-large-t", "mobilenet-v1-0.25", "squeezenet-1.1");

  static Stream<String> names() {
    return Backbones.names().stream();
  }

  static Stream<String> otherNames() {
    return names().filter(name -> !THOROUGH.contains(name));
  }

  @ParameterizedTest
  @MethodSource("names")
  @DisplayName("at every cut of every backbone: the first layers of the full network, then a head")
  void layersAreAPrefix(String name) {
    Backbone backbone = Backbones.byName(name);
    List<Node> full = network(backbone, "full").nodes();
    for (String cut : backbone.cuts()) {
      Network network = network(backbone, cut);
      int kept = network.nodes().size() - 2;
      assertThat(network.nodes().subList(0, kept)).as(cut).isEqualTo(full.subList(0, kept));
      assertThat(network.nodes().get(kept - 1).name()).isEqualTo(network.featureLayer());
      assertThat(network.nodes().subList(kept, kept + 2))
          .extracting(Node::name)
          .containsExactly(Network.POOL, Network.HEAD);
    }
  }

  @ParameterizedTest
  @FieldSource("THOROUGH")
  @DisplayName(
      "features at every cut, or every fourth above T2, equal the full network's bit by bit")
  void featuresAreBitEqual(String name) {
    Backbone backbone = Backbones.byName(name);
    List<String> cuts = backbone.cuts();
    int all = Math.max(cuts.indexOf("T2"), 17);
    assertBitEqual(backbone, cuts.stream().filter(cut -> isRun(cuts.indexOf(cut), all)).toList());
  }

  private static boolean isRun(int index, int all) {
    return index <= all || (index - all) % 4 == 0;
  }

  @ParameterizedTest
  @MethodSource("otherNames")
  @DisplayName("features at the ends of stages equal the full network's bit by bit")
  void featuresOfOtherVariantsAreBitEqual(String name) {
    Backbone backbone = Backbones.byName(name);
    List<String> ends = new ArrayList<>();
    List<String> cuts = backbone.cuts();
    int side = 224;
    for (int i = cuts.size() - 1; i >= 0; i--) {
      String cut = cuts.get(i);
      int before = network(backbone, cut).summary(224).features().height();
      if (before > side) {
        ends.add(cut);
      }
      side = before;
    }
    assertThat(ends).hasSizeBetween(3, 4);
    assertBitEqual(backbone, ends);
  }

  private static void assertBitEqual(Backbone backbone, List<String> cuts) {
    int size = Math.max(40, backbone.minimumImageSize("full"));
    Network full = network(backbone, "full");
    Map<String, WeightTensor> weights = randomStatistics(full, 5);
    Map<String, float[]> taps = run(full, weights, size, cuts.stream().map(backbone::tap).toList());
    for (String cut : cuts) {
      Network network = network(backbone, cut);
      assertThat(network.backboneWeights())
          .extracting(WeightSpec::name)
          .isSubsetOf(weights.keySet());
      String tap = backbone.tap(cut);
      float[] features = run(network, weights, size, List.of(tap)).get(tap);
      assertThat(features).as("%s cut at %s", backbone.name(), cut).isEqualTo(taps.get(tap));
      assertThat(maximum(features)).isGreaterThan(0);
    }
  }

  private static Network network(Backbone backbone, String cut) {
    return backbone.network(new NetworkSpec(backbone.name(), cut, 1));
  }

  private static float maximum(float[] values) {
    float maximum = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      maximum = Math.max(maximum, value);
    }
    return maximum;
  }

  /** Runs an inference graph on one random image and checks that no discarded layer is in it. */
  private static Map<String, float[]> run(
      Network network, Map<String, WeightTensor> body, int size, List<String> taps) {
    Map<String, WeightTensor> weights = new HashMap<>(body);
    network.headWeights().forEach(spec -> weights.put(spec.name(), spec.initial(0)));
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> images =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, size, size, 3)));
      Map<String, Operand<TFloat32>> activations =
          network.activations(tf, images, new ConstantWeights(tf, weights), Mode.INFERENCE);
      assertOnlyOwnLayers(graph, network);
      try (Session session = Sessions.open(graph, ExecutionOptions.cpu(2));
          TFloat32 input = Tensors.of(image(size), 1, size, size, 3)) {
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
              if (operation.name().contains(".")) {
                found.add(operation.name().substring(0, operation.name().indexOf('.')));
              }
            });
    assertThat(found).isEqualTo(own);
  }

  private static float[] image(int size) {
    SplittableRandom random = new SplittableRandom(3);
    float[] values = new float[size * size * 3];
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
