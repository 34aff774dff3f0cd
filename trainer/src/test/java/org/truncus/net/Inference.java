package org.truncus.net;

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

/** Runs a network with constant weights once, for tests. */
final class Inference {

  private Inference() {}

  /** The outputs of layers for normalised images {@code [N,size,size,3]}, flat. */
  static Map<String, float[]> run(
      Network network,
      Map<String, WeightTensor> weights,
      float[] images,
      int size,
      List<String> layers) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> input =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, size, size, 3)));
      Map<String, Operand<TFloat32>> activations =
          network.activations(tf, input, new ConstantWeights(tf, weights), Mode.INFERENCE);
      int count = images.length / (size * size * 3);
      try (Session session = Sessions.open(graph, ExecutionOptions.cpu(2));
          TFloat32 value = Tensors.of(images, count, size, size, 3)) {
        Session.Runner runner = session.runner().feed(input, value);
        layers.forEach(layer -> runner.fetch(activations.get(layer)));
        Map<String, float[]> outputs = new LinkedHashMap<>();
        try (Result result = runner.run()) {
          for (String layer : layers) {
            outputs.put(layer, Tensors.values((TFloat32) result.get(outputs.size())));
          }
        }
        return outputs;
      }
    }
  }
}
