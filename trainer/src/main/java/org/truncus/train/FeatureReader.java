package org.truncus.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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
import org.truncus.list.ListRow;
import org.truncus.net.Backbone;
import org.truncus.net.Backbones;
import org.truncus.net.ExecutionOptions;
import org.truncus.net.FeatureShape;
import org.truncus.net.Mode;
import org.truncus.net.Network;
import org.truncus.net.PreprocessGraph;
import org.truncus.net.Preprocessing;
import org.truncus.net.Sessions;
import org.truncus.net.Tensors;
import org.truncus.net.VariableWeights;
import org.truncus.problem.InvalidInputException;
import org.truncus.progress.Progress;
import org.truncus.weights.ImportedWeights;
import org.truncus.weights.WeightImport;
import org.truncus.weights.WeightTensor;

/**
 * The features of a run's network at its cuts, in inference and without variation of the images.
 * Used by one thread. Owns a graph and a session; closed by who opened it.
 */
public final class FeatureReader implements AutoCloseable {

  /** Which weights of a run. */
  public enum Weights {
    /** What it started from. */
    INITIAL,
    /** The best epoch's. */
    BEST
  }

  /**
   * What to read.
   *
   * @param cut whose last layer is meant
   * @param positions which places of the images become rows
   */
  public record Request(String cut, Positions positions) {}

  /**
   * Features of one layer.
   *
   * @param rows as many as positions were chosen
   * @param channels C
   * @param values {@code [rows,C]}
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  public record Rows(int rows, int channels, float[] values) {}

  private final RunRecord record;
  private final Network network;
  private final Graph graph;
  private final Placeholder<TFloat32> images;
  private final Map<String, Operand<TFloat32>> activations;
  private final Session session;

  /**
   * Opens a run.
   *
   * @param weights which of its weights
   * @throws InvalidInputException where the run has no weights yet, or the file it started from has
   *     changed since
   */
  public FeatureReader(RunFolder folder, Weights weights, ExecutionOptions options) {
    record = folder.record();
    network = Backbones.network(record.config().networkSpec(record.data().labels().size()));
    Collection<WeightTensor> tensors =
        weights == Weights.BEST ? folder.bestTensors(network).values() : initial();
    graph = new Graph();
    Ops tf = Ops.create(graph);
    Preprocessing preprocessing = record.preprocessing();
    int size = preprocessing.imageSize();
    images =
        tf.placeholder(
            TFloat32.class, Placeholder.shape(Shape.of(-1, size, size, preprocessing.channels())));
    VariableWeights variables = new VariableWeights(graph);
    activations =
        network.activations(
            tf, PreprocessGraph.normalise(tf, images, preprocessing), variables, Mode.INFERENCE);
    session = Sessions.open(graph, options);
    variables.load(session, tensors);
  }

  private List<WeightTensor> initial() {
    NetworkConfig config = record.config().network();
    ImportedWeights imported =
        record.weights() == null
            ? null
            : WeightImport.load(config.weights(), network.weightTarget());
    if (imported != null && !imported.sha256().equals(record.weights().sha256())) {
      throw new InvalidInputException(
          config.weights()
              + ": isn't the file that the run started from any more: found SHA-256 "
              + imported.sha256()
              + ", expected "
              + record.weights().sha256()
              + ". Put the old file back.");
    }
    return new InitialWeights(network, imported, config.init(), record.seed()).tensors();
  }

  /** The backbone whose cuts these are. */
  public Backbone backbone() {
    return network.backbone();
  }

  /** The cuts up to the network's own, in order. */
  public List<String> cuts() {
    List<String> all = backbone().cuts();
    return all.subList(0, all.indexOf(backbone().resolve(network.spec().cut())) + 1);
  }

  /** The features of one image at a cut. */
  public FeatureShape shape(String cut) {
    Shape shape = tap(cut).shape();
    return new FeatureShape(side(shape, 1), side(shape, 2), side(shape, 3));
  }

  private static int side(Shape shape, int dimension) {
    return Math.toIntExact(shape.get(dimension));
  }

  private Operand<TFloat32> tap(String cut) {
    return activations.get(backbone().tap(cut));
  }

  /**
   * Runs the network over images, and keeps the rows asked for.
   *
   * @param rows of a list
   * @return for each request its rows
   */
  public List<Rows> read(List<ListRow> rows, List<Request> requests, Progress progress) {
    int channels = record.preprocessing().channels();
    int batch = record.config().recipe().batch();
    List<Rows> found = new ArrayList<>();
    for (Request request : requests) {
      int count = request.positions().chosen().length;
      int width = shape(request.cut()).channels();
      found.add(new Rows(count, width, new float[Math.multiplyExact(count, width)]));
    }
    int[] filled = new int[requests.size()];
    try (ImageSet set = new ImageSet(rows, record.config());
        Progress.Task task = progress.begin("reading features", rows.size())) {
      set.readAll(progress);
      InputPipeline pipeline = set.pipeline(channels);
      int[] all = new int[rows.size()];
      Arrays.setAll(all, i -> i);
      int first = 0;
      try (InputPipeline.Batches batches =
          pipeline.batches(BatchOrder.inOrder(all, batch), pipeline.unvaried())) {
        while (batches.hasNext()) {
          InputPipeline.Batch next = batches.next();
          take(next.images(), first, requests, found, filled);
          first += next.rows().length;
          task.at(first, "");
        }
      }
    }
    return found;
  }

  private void take(
      float[] batch, int first, List<Request> requests, List<Rows> found, int[] filled) {
    Map<String, FeatureMaps> maps = maps(batch, first, requests);
    for (int r = 0; r < filled.length; r++) {
      Request request = requests.get(r);
      filled[r] =
          maps.get(request.cut()).sample(request.positions(), filled[r], found.get(r).values());
    }
  }

  private Map<String, FeatureMaps> maps(float[] batch, int first, List<Request> requests) {
    int size = record.preprocessing().imageSize();
    int channels = record.preprocessing().channels();
    List<String> cuts = requests.stream().map(Request::cut).distinct().toList();
    try (TFloat32 input =
        Tensors.of(batch, batch.length / (size * size * channels), size, size, channels)) {
      Session.Runner runner = session.runner().feed(images, input);
      cuts.forEach(cut -> runner.fetch(tap(cut)));
      try (Result result = runner.run()) {
        Map<String, FeatureMaps> maps = new LinkedHashMap<>();
        for (int i = 0; i < cuts.size(); i++) {
          FeatureShape shape = shape(cuts.get(i));
          float[] values = Tensors.values((TFloat32) result.get(i));
          maps.put(
              cuts.get(i),
              new FeatureMaps(first, shape.height(), shape.width(), shape.channels(), values));
        }
        return maps;
      }
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
