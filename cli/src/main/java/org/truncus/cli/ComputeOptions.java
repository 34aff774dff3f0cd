package org.truncus.cli;

import org.truncus.net.ExecutionOptions;
import org.truncus.train.Precision;
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

  @Option(
      names = "--precision",
      paramLabel = "fp32|bf16",
      defaultValue = "fp32",
      description =
          "Of convolutions and products (default: ${DEFAULT-VALUE}); bf16 where package and"
              + " processor have it.")
  private Precision precision;

  ExecutionOptions options() {
    return new ExecutionOptions(device, threads, precision.execution());
  }
}
