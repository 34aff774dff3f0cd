package org.truncus.model;

import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import org.truncus.image.FloatImage;
import org.truncus.net.ExecutionOptions;
import org.truncus.net.Sessions;

/** A graph that is being exported, in a session of its own. Closed by who opened it. */
final class GraphSession implements AutoCloseable {

  private final Graph graph;
  private final Session session;
  private final String image;
  private final List<String> outputs;

  private GraphSession(Graph graph, Session session, SignatureDef signature) {
    this.graph = graph;
    this.session = session;
    this.image = signature.getInputsOrThrow(ServingSignatures.IMAGE).getName();
    this.outputs =
        List.of(
            signature.getOutputsOrThrow(ServingSignatures.LOGITS).getName(),
            signature.getOutputsOrThrow(ServingSignatures.PROBABILITIES).getName());
  }

  /** Opens the signature for one image of any size. */
  static GraphSession open(SavedModel model, ExecutionOptions options) {
    MetaGraphDef meta = model.getMetaGraphs(0);
    Graph graph = new Graph();
    try {
      graph.importGraphDef(meta.getGraphDef());
      return new GraphSession(
          graph,
          Sessions.open(graph, options),
          meta.getSignatureDefOrThrow(ServingSignatures.ONE_IMAGE));
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  /** Scores one image {@code [H,W,C]}. */
  Scores score(FloatImage fed) {
    Shape shape = Shape.of(fed.height(), fed.width(), fed.channels());
    try (TFloat32 pixels = TFloat32.tensorOf(shape, DataBuffers.of(fed.samples(), true, false));
        Result result =
            session
                .runner()
                .feed(image, pixels)
                .fetch(outputs.get(0))
                .fetch(outputs.get(1))
                .run()) {
      return new Scores(values(result.get(0)), values(result.get(1)));
    }
  }

  private static float[] values(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.shape().size())];
    ((TFloat32) tensor).asRawTensor().data().asFloats().read(values);
    return values;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
