package org.truncus.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
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
  private final SaliencyGraph saliency;

  private GraphSession(Graph graph, Session session, MetaGraphDef meta, Optional<String> features) {
    this.graph = graph;
    this.session = session;
    this.meta = meta;
    SignatureDef oneImage = meta.getSignatureDefOrThrow(ServingSignatures.ONE_IMAGE);
    this.saliency = new SaliencyGraph(graph, session, oneImage, features);
  }

  /** Opens the graph. */
  static GraphSession open(SavedModel model, ExecutionOptions options) {
    MetaGraphDef meta = model.getMetaGraphs(0);
    Graph graph = new Graph();
    try {
      graph.importGraphDef(meta.getGraphDef());
      MetaGraphDef signatures = meta.toBuilder().clearGraphDef().build();
      String logits =
          meta.getSignatureDefOrThrow(ServingSignatures.ONE_IMAGE)
              .getOutputsOrThrow(ServingSignatures.LOGITS)
              .getName();
      return new GraphSession(
          graph,
          Sessions.open(graph, options),
          signatures,
          FeatureLookup.features(meta.getGraphDef(), logits));
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

  /** Whether images of any size can be brought to the network's size apart from the network. */
  boolean fits() {
    return graph.operation(ServingSignatures.FITTED) != null;
  }

  /** One image {@code [H,W,C]} of any size as the network's {@code [S,S,C]}, not normalised. */
  float[] fit(FloatImage fed) {
    Shape shape = Shape.of(fed.height(), fed.width(), fed.channels());
    SignatureDef signature = meta.getSignatureDefOrThrow(ServingSignatures.ONE_IMAGE);
    try (TFloat32 pixels = TFloat32.tensorOf(shape, DataBuffers.of(fed.samples(), true, false));
        Result result =
            session
                .runner()
                .feed(signature.getInputsOrThrow(ServingSignatures.IMAGE).getName(), pixels)
                .fetch(ServingSignatures.FITTED)
                .run()) {
      return values(result.get(0));
    }
  }

  /** Scores fitted images as one batch. */
  List<Scores> scoreFitted(List<float[]> images, int size, int channels) {
    SignatureDef signature = meta.getSignatureDefOrThrow(ServingSignatures.BATCH);
    try (TFloat32 pixels = TFloat32.tensorOf(Shape.of(images.size(), size, size, channels))) {
      FloatDataBuffer buffer = pixels.asRawTensor().data().asFloats();
      long length = (long) size * size * channels;
      for (int i = 0; i < images.size(); i++) {
        buffer.offset(i * length).write(images.get(i));
      }
      try (Result result =
          session
              .runner()
              .feed(signature.getInputsOrThrow(ServingSignatures.IMAGE).getName(), pixels)
              .fetch(signature.getOutputsOrThrow(ServingSignatures.LOGITS).getName())
              .fetch(signature.getOutputsOrThrow(ServingSignatures.PROBABILITIES).getName())
              .run()) {
        return rows(values(result.get(0)), values(result.get(1)), images.size());
      }
    }
  }

  private static List<Scores> rows(float[] logits, float[] probabilities, int rows) {
    int labels = logits.length / rows;
    List<Scores> scores = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      scores.add(
          new Scores(
              Arrays.copyOfRange(logits, i * labels, (i + 1) * labels),
              Arrays.copyOfRange(probabilities, i * labels, (i + 1) * labels)));
    }
    return scores;
  }

  /** Where one image {@code [H,W,C]} of any size speaks for a label. */
  Optional<Saliency> saliency(FloatImage fed, int label, Saliency.Region region) {
    return saliency.map(fed, label, region);
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
