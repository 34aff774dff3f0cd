package org.truncus.net;

import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.truncus.problem.EnvironmentException;

/** The one place where sessions get their configuration, in training and in serving. */
public final class Sessions {

  private Sessions() {}

  /**
   * A session of the graph. The caller closes it, before the graph.
   *
   * @throws EnvironmentException where a GPU is demanded and there is none
   */
  public static Session open(Graph graph, ExecutionOptions options) {
    return new Session(graph, config(options));
  }

  /**
   * A session on the CPU whose operations run in the thread that asks, for small graphs that many
   * threads share. The caller closes it, before the graph.
   *
   * @param threads as in {@link ExecutionOptions}: TensorFlow has one pool for the insides of
   *     operations, as large as the first session of the process asks for, so ask for as many as
   *     the largest graph shall have
   */
  public static Session openInCallerThread(Graph graph, int threads) {
    return new Session(graph, callerThreadConfig(threads));
  }

  /** The configuration of {@link #openInCallerThread}. */
  static ConfigProto callerThreadConfig(int threads) {
    return config(ExecutionOptions.cpu(threads)).toBuilder()
        .setUsePerSessionThreads(false)
        .setInterOpParallelismThreads(-1)
        .build();
  }

  /**
   * The configuration for sessions and for loading SavedModels. Operations of a step follow one
   * another in a thread of the session's own; only their insides are parallel.
   *
   * @throws EnvironmentException where a GPU is demanded and there is none
   */
  public static ConfigProto config(ExecutionOptions options) {
    if (options.device() == ExecutionOptions.Device.GPU && !Devices.hasGpu()) {
      throw new EnvironmentException(
          "a GPU was asked for, but TensorFlow sees only %s; use --device auto or cpu, or build "
                  .formatted(Devices.list())
              + "with -Pgpu and check that driver and CUDA libraries are found");
    }
    int threads =
        options.threads() == 0 ? Runtime.getRuntime().availableProcessors() : options.threads();
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(1)
            .setUsePerSessionThreads(true)
            .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true));
    if (options.device() == ExecutionOptions.Device.CPU) {
      config.putDeviceCount("GPU", 0);
    }
    if (options.precision() == ExecutionOptions.Precision.BF16) {
      config.setGraphOptions(
          GraphOptions.newBuilder()
              .setRewriteOptions(
                  RewriterConfig.newBuilder()
                      .setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON)));
    }
    return config.build();
  }
}
