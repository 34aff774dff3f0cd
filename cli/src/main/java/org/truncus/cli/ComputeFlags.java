package org.truncus.cli;

import static org.truncus.cli.TrainingOptions.given;

import org.truncus.train.ComputeConfig;
import org.truncus.train.Device;
import org.truncus.train.Precision;
import picocli.CommandLine.Option;

/** What computes a training run. */
final class ComputeFlags {

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|gpu",
      description = "Where to compute (default: auto).")
  private String device;

  @Option(
      names = "--precision",
      paramLabel = "fp32|bf16",
      description = "Of convolutions and products; weights are always fp32 (default: fp32).")
  private String precision;

  @Option(names = "--threads", paramLabel = "N", description = "0 for all cores (default).")
  private Integer threads;

  void settle(ComputeConfig.Builder compute) {
    given(device, text -> compute.device(Device.named(text)));
    given(precision, text -> compute.precision(Precision.named(text)));
    given(threads, compute::threads);
  }
}
