package org.truncus.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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
import org.truncus.image.FloatImage;
import org.truncus.net.Backbones;
import org.truncus.net.ExecutionOptions;
import org.truncus.net.GradCam;
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
  private final GradCam cam;
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
    Map<String, Operand<TFloat32>> activations =
        network.activations(
            tf, PreprocessGraph.normalise(tf, images, preprocessing), weights, Mode.INFERENCE);
    logits = activations.get(Network.HEAD);
    cam = GradCam.of(graph, network, activations);
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

  /**
   * Grad-CAM heat maps: where the evidence for a label lies (see {@link GradCam}).
   *
   * @param fitted N images {@code [S,S,c]} in [0,1]
   * @param labels {@code [N]} index of the label asked for, image by image
   * @return for each image {@code [H,W,1]} in [0,1], at the resolution of the feature map
   */
  List<FloatImage> heatMaps(List<FloatImage> fitted, int[] labels) {
    int n = fitted.size();
    int size = preprocessing.imageSize();
    int channels = preprocessing.channels();
    int outputs = record.data().labels().size();
    float[] batch = new float[n * size * size * channels];
    float[] asked = new float[n * outputs];
    for (int i = 0; i < n; i++) {
      float[] samples = fitted.get(i).withChannels(channels).samples();
      System.arraycopy(samples, 0, batch, i * samples.length, samples.length);
      asked[i * outputs + labels[i]] = 1;
    }
    try (TFloat32 input = Tensors.of(batch, n, size, size, channels);
        TFloat32 selector = Tensors.of(asked, n, outputs);
        Result result =
            session
                .runner()
                .feed(images, input)
                .feed(cam.selector(), selector)
                .fetch(cam.maps())
                .run()) {
      return maps((TFloat32) result.get(0));
    }
  }

  private static List<FloatImage> maps(TFloat32 tensor) {
    float[] values = Tensors.values(tensor);
    int height = Math.toIntExact(tensor.shape().get(1));
    int width = Math.toIntExact(tensor.shape().get(2));
    List<FloatImage> maps = new ArrayList<>();
    for (int at = 0; at < values.length; at += height * width) {
      maps.add(
          new FloatImage(height, width, 1, Arrays.copyOfRange(values, at, at + height * width)));
    }
    return maps;
  }

  @Override
  public void close() {
    fitter.close();
    session.close();
    graph.close();
  }
}
