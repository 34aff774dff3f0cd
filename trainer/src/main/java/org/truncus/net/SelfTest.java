package org.truncus.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.WeightTensor;

/**
 * Runs a network on the test image and compares with what is known, layer by layer at the ends of
 * its blocks.
 *
 * @param layers that were compared
 * @param deviation the worst difference, relative to the largest value of its layer
 * @param passed whether that is small enough
 */
public record SelfTest(List<String> layers, double deviation, boolean passed) {

  /** Differences up to here come from rounding. */
  public static final double TOLERANCE = 1e-4;

  /** The least side of the image for references of our own. */
  private static final int SMALLEST_SIZE = 64;

  /** Copies the list. */
  public SelfTest {
    layers = List.copyOf(layers);
  }

  /**
   * Compares a network with a reference; layers above the network's cut are left out.
   *
   * @param tensors of the backbone by name; the head isn't needed
   */
  public static SelfTest of(
      Network network,
      Map<String, WeightTensor> tensors,
      Normalization normalization,
      GoldenReference reference) {
    Map<String, GoldenRow> expected = reference.byLayer();
    List<String> layers =
        network.nodes().stream().map(Node::name).filter(expected::containsKey).toList();
    double worst = 0;
    for (GoldenRow row : rows(network, tensors, normalization, reference.size(), layers)) {
      worst = Math.max(worst, row.deviation(expected.get(row.layer())));
    }
    return new SelfTest(layers, worst, !layers.isEmpty() && worst <= TOLERANCE);
  }

  /**
   * What a network computes at the ends of its blocks.
   *
   * @param tensors of the backbone by name; the head isn't needed
   */
  public static GoldenReference reference(
      Network network, Map<String, WeightTensor> tensors, Normalization normalization) {
    List<String> layers = new ArrayList<>();
    Backbone backbone = network.backbone();
    backbone.cutsUpTo(network.spec().cut()).forEach(cut -> layers.add(backbone.tap(cut)));
    int size = Math.max(SMALLEST_SIZE, network.minimumImageSize());
    return new GoldenReference(size, rows(network, tensors, normalization, size, layers));
  }

  private static List<GoldenRow> rows(
      Network network,
      Map<String, WeightTensor> tensors,
      Normalization normalization,
      int size,
      List<String> layers) {
    Map<String, WeightTensor> all = new LinkedHashMap<>(tensors);
    network.headWeights().forEach(spec -> all.put(spec.name(), spec.initial(0)));
    List<GoldenRow> rows = new ArrayList<>();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> input =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(1, size, size, 3)));
      Map<String, Operand<TFloat32>> activations =
          network.activations(tf, input, new ConstantWeights(tf, all), Mode.INFERENCE);
      try (Session session = Sessions.open(graph, ExecutionOptions.cpu(2));
          TFloat32 image =
              Tensors.of(GoldenImage.normalised(size, normalization), 1, size, size, 3)) {
        Session.Runner runner = session.runner().feed(input, image);
        layers.forEach(layer -> runner.fetch(activations.get(layer)));
        try (Result result = runner.run()) {
          for (int i = 0; i < layers.size(); i++) {
            rows.add(row(layers.get(i), (TFloat32) result.get(i)));
          }
        }
      }
    }
    return rows;
  }

  private static GoldenRow row(String layer, TFloat32 output) {
    long[] shape = output.shape().asArray();
    FeatureShape features = new FeatureShape((int) shape[1], (int) shape[2], (int) shape[3]);
    return GoldenRow.of(layer, features, Tensors.values(output));
  }
}
