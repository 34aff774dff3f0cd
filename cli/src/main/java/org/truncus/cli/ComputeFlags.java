package org.truncus.cli;

import static org.truncus.cli.TrainingOptions.given;

import org.truncus.train.ComputeConfig;
import org.truncus.train.Device;
import org.truncus.train.Precision;
import picocli.CommandLine.Option;

/** What computes a training run. */
@Heading("Computing")
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

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "That compute; the last bits of a result depend on it (default: 0, all cores).")
  private Integer threads;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Threads that decode and vary images; no result depends on it (default: 0, as many as"
              + " compute).")
  private Integer workers;

  void settle(ComputeConfig.Builder compute) {
    given(device, text -> compute.device(Device.named(text)));
    given(precision, text -> compute.precision(Precision.named(text)));
    given(threads, compute::threads);
    given(workers, compute::workers);
  }
}
