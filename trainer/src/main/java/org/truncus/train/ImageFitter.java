package org.truncus.train;

import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.truncus.image.FloatImage;
import org.truncus.net.Fit;
import org.truncus.net.PreprocessGraph;
import org.truncus.net.Preprocessing;
import org.truncus.net.Sessions;
import org.truncus.net.Tensors;

/**
 * Fits images of any size to the square fed to a network, on the CPU, with the graph that an
 * exported package carries. Safe for several threads. Owns a graph and a session; closed by who
 * made it.
 */
final class ImageFitter implements AutoCloseable {

  private final Graph graph = new Graph();
  private final Session session;
  private final int size;

  /**
   * Builds the graph and opens a session.
   *
   * @param size side of the square
   * @param fit how images become square
   * @param cropFraction side of what is kept in the middle as a share of the square's; 1 for all
   * @param threads of the graphs that the process runs besides, 0 for all cores: this session may
   *     be the process' first, which decides how many there are for all
   */
  ImageFitter(int size, Fit fit, double cropFraction, int threads) {
    this.size = size;
    Ops tf = Ops.create(graph);
    for (int channels : new int[] {1, 3}) {
      Placeholder<TFloat32> image =
          tf.withName("image" + channels)
              .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, channels)));
      Preprocessing preprocessing =
          Preprocessing.torch(size, channels, fit).withCropFraction(cropFraction);
      tf.withName("fitted" + channels)
          .identity(PreprocessGraph.fit(tf.withSubScope("c" + channels), image, preprocessing));
    }
    session = Sessions.openInCallerThread(graph, threads);
  }

  /** {@code [H,W,C]} to {@code [S,S,C]}, with the channels the image has. */
  FloatImage fit(FloatImage image) {
    int channels = image.channels();
    try (TFloat32 input = Tensors.of(image.samples(), image.height(), image.width(), channels);
        Result result =
            session.runner().feed("image" + channels, input).fetch("fitted" + channels).run()) {
      return new FloatImage(size, size, channels, Tensors.values((TFloat32) result.get(0)));
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
