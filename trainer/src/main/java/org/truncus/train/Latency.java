package org.truncus.train;

import java.util.Arrays;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.truncus.net.Backbones;
import org.truncus.net.ConstantWeights;
import org.truncus.net.ExecutionOptions;
import org.truncus.net.FoldedNetwork;
import org.truncus.net.Mode;
import org.truncus.net.Network;
import org.truncus.net.PreprocessGraph;
import org.truncus.net.Preprocessing;
import org.truncus.net.Sessions;
import org.truncus.net.Tensors;

/**
 * How long the network of a run takes for one image on this machine: the forward pass of the graph
 * that would be exported, batch normalisation folded and weights constant, without reading the
 * file.
 *
 * @param medianMillis half of the passes took less
 * @param p95Millis 95 % of the passes took less
 * @param passes that were timed, one image each
 * @param threads that computed
 */
public record Latency(double medianMillis, double p95Millis, int passes, int threads) {

  private static final int WARM_UP = 5;
  private static final int FEWEST = 20;
  private static final int MOST = 200;
  private static final long NANOS = 1_000_000_000L;

  /**
   * Measures it: after some passes to warm up, for about a second.
   *
   * @param folder of a complete run
   * @throws org.truncus.problem.InvalidInputException where the run has no weights
   */
  public static Latency measure(RunFolder folder, ExecutionOptions options) {
    RunRecord record = folder.record();
    Preprocessing preprocessing = record.preprocessing();
    Network whole = Backbones.network(record.config().networkSpec(record.data().labels().size()));
    FoldedNetwork folded = FoldedNetwork.of(whole, folder.bestTensors(whole));
    int size = preprocessing.imageSize();
    int channels = preprocessing.channels();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> images =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, size, size, channels)));
      Operand<TFloat32> logits =
          folded
              .network()
              .activations(
                  tf,
                  PreprocessGraph.normalise(tf, images, preprocessing),
                  new ConstantWeights(tf, folded.tensors()),
                  Mode.INFERENCE)
              .get(Network.HEAD);
      try (Session session = Sessions.open(graph, options);
          TFloat32 image = Tensors.of(new float[size * size * channels], 1, size, size, channels)) {
        return timed(() -> pass(session, images, image, logits), options);
      }
    }
  }

  private static void pass(
      Session session, Placeholder<TFloat32> images, TFloat32 image, Operand<TFloat32> logits) {
    Result result = session.runner().feed(images, image).fetch(logits).run();
    result.close();
  }

  private static Latency timed(Runnable pass, ExecutionOptions options) {
    for (int i = 0; i < WARM_UP; i++) {
      pass.run();
    }
    double[] millis = new double[MOST];
    long began = System.nanoTime();
    int passes = 0;
    while (passes < MOST && (passes < FEWEST || System.nanoTime() - began < NANOS)) {
      long start = System.nanoTime();
      pass.run();
      millis[passes++] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis, 0, passes);
    int cores = Runtime.getRuntime().availableProcessors();
    return new Latency(
        millis[passes / 2],
        millis[(int) Math.ceil(0.95 * passes) - 1],
        passes,
        options.threads() > 0 ? options.threads() : cores);
  }
}
