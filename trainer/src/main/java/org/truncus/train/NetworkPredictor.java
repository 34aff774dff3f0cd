package org.truncus.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.truncus.image.FloatImage;
import org.truncus.net.Backbones;
import org.truncus.net.ExecutionOptions;
import org.truncus.net.Mode;
import org.truncus.net.Network;
import org.truncus.net.PreprocessGraph;
import org.truncus.net.Preprocessing;
import org.truncus.net.Sessions;
import org.truncus.net.Tensors;
import org.truncus.net.VariableWeights;
import org.truncus.weights.WeightTensor;

/**
 * The best network of a run, to be asked for scores. Used by one thread. Owns graphs and sessions;
 * closed by who opened it.
 */
public final class NetworkPredictor implements AutoCloseable {

  private final RunRecord record;
  private final Preprocessing preprocessing;
  private final Graph graph;
  private final Placeholder<TFloat32> images;
  private final Operand<TFloat32> logits;
  private final Session session;
  private final ImageFitter fitter;

  /**
   * Opens the best weights of a run.
   *
   * @param folder of the run
   * @param options where and how to compute
   * @throws org.truncus.problem.InvalidInputException where the run has no weights yet, or they
   *     don't fit the network of its record
   */
  public NetworkPredictor(RunFolder folder, ExecutionOptions options) {
    record = folder.record();
    preprocessing = record.preprocessing();
    Network network = Backbones.network(record.config().networkSpec(record.data().labels().size()));
    Collection<WeightTensor> tensors = folder.bestTensors(network).values();
    graph = new Graph();
    Ops tf = Ops.create(graph);
    int size = preprocessing.imageSize();
    images =
        tf.placeholder(
            TFloat32.class, Placeholder.shape(Shape.of(-1, size, size, preprocessing.channels())));
    VariableWeights weights = new VariableWeights(graph);
    logits =
        network.logits(
            tf, PreprocessGraph.normalise(tf, images, preprocessing), weights, Mode.INFERENCE);
    session = Sessions.open(graph, options);
    weights.load(session, tensors);
    fitter =
        new ImageFitter(size, preprocessing.fit(), preprocessing.cropFraction(), options.threads());
  }

  /** The run's record: labels, task, preprocessing. */
  public RunRecord record() {
    return record;
  }

  /**
   * Logits of images of any size.
   *
   * @param pictures {@code [H,W,C]} in [0,1], as {@code ImageReader} gives them under the pixel
   *     policy of the run
   * @return one array {@code [L]} per image, in the order of the labels
   */
  public List<float[]> logits(List<FloatImage> pictures) {
    int outputs = record.data().labels().size();
    List<float[]> rows = new ArrayList<>();
    for (FloatImage picture : pictures) {
      FloatImage fitted = fitter.fit(picture);
      FloatImage fed = fitted.withChannels(preprocessing.channels());
      rows.add(Arrays.copyOf(fittedLogits(fed.samples()), outputs));
    }
    return rows;
  }

  /** Logits {@code [N,L]} of images {@code [N,S,S,C]} in [0,1]. */
  float[] fittedLogits(float[] batch) {
    int size = preprocessing.imageSize();
    int channels = preprocessing.channels();
    try (TFloat32 input =
            Tensors.of(batch, batch.length / (size * size * channels), size, size, channels);
        Result result = session.runner().feed(images, input).fetch(logits).run()) {
      return Tensors.values((TFloat32) result.get(0));
    }
  }

  @Override
  public void close() {
    fitter.close();
    session.close();
    graph.close();
  }
}
