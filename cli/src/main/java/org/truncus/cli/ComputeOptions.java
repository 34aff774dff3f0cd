package org.truncus.cli;

import org.truncus.net.ExecutionOptions;
import picocli.CommandLine.Option;

/** Where to compute. */
final class ComputeOptions {

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|gpu",
      defaultValue = "auto",
      description = "Where to compute (default: ${DEFAULT-VALUE}); gpu without a GPU is an error.")
  private ExecutionOptions.Device device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "0 for all cores.")
  private int threads;

  ExecutionOptions options() {
    return new ExecutionOptions(device, threads, ExecutionOptions.Precision.FP32);
  }
}
