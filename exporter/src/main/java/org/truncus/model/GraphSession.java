package org.truncus.model;

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

/**
 * The graph of a SavedModel in a session of its own, taken from memory: what was looked at is what
 * runs, whatever becomes of the file. That suffices, since the weights are constants. Safe for use
 * by several threads at once; closed by who opened it.
 */
final class GraphSession implements AutoCloseable {

  private final Graph graph;
  private final Session session;
  private final MetaGraphDef meta;

  private GraphSession(Graph graph, Session session, MetaGraphDef meta) {
    this.graph = graph;
    this.session = session;
    this.meta = meta;
  }

  /** Opens the graph. */
  static GraphSession open(SavedModel model, ExecutionOptions options) {
    MetaGraphDef meta = model.getMetaGraphs(0);
    Graph graph = new Graph();
    try {
      graph.importGraphDef(meta.getGraphDef());
      MetaGraphDef signatures = meta.toBuilder().clearGraphDef().build();
      return new GraphSession(graph, Sessions.open(graph, options), signatures);
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  /** Scores one image {@code [H,W,C]} of any size. */
  Scores score(FloatImage fed) {
    Shape shape = Shape.of(fed.height(), fed.width(), fed.channels());
    return run(ServingSignatures.ONE_IMAGE, shape, fed);
  }

  /** Scores one image that has the size of the network's input, as a batch of one. */
  Scores scoreFitted(FloatImage fed) {
    Shape shape = Shape.of(1, fed.height(), fed.width(), fed.channels());
    return run(ServingSignatures.BATCH, shape, fed);
  }

  private Scores run(String name, Shape shape, FloatImage fed) {
    SignatureDef signature = meta.getSignatureDefOrThrow(name);
    try (TFloat32 pixels = TFloat32.tensorOf(shape, DataBuffers.of(fed.samples(), true, false));
        Result result =
            session
                .runner()
                .feed(signature.getInputsOrThrow(ServingSignatures.IMAGE).getName(), pixels)
                .fetch(signature.getOutputsOrThrow(ServingSignatures.LOGITS).getName())
                .fetch(signature.getOutputsOrThrow(ServingSignatures.PROBABILITIES).getName())
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
