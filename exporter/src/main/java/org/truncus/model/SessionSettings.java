package org.truncus.model;

import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** The session's configuration for {@link RunnerOptions}. */
final class SessionSettings {

  private SessionSettings() {}

  static ConfigProto of(RunnerOptions options) {
    RewriterConfig.Builder rewrite = RewriterConfig.newBuilder();
    if (options.bfloat16()) {
      rewrite.setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
    }
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(options.threads())
        .setInterOpParallelismThreads(1)
        .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
        .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewrite))
        .build();
  }
}
