package org.truncus.train;

import org.truncus.net.ExecutionOptions;

/**
 * What computes, and how.
 *
 * @param device what computes
 * @param precision of convolutions and products
 * @param threads of computation; 0 for all cores. The last bits of a result depend on it
 * @param workers threads that decode and vary images; 0 for as many as compute. No result depends
 *     on it
 */
public record ComputeConfig(Device device, Precision precision, int threads, int workers) {

  /** Refuses what is missing or out of range with a UsageException. */
  public ComputeConfig {
    Ranges.atLeast("--threads", threads, 0);
    Ranges.atLeast("--workers", workers, 0);
  }

  /** The number of threads that compute: the cores of this machine where it is 0. */
  public int computing() {
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }

  /** The number of threads that decode: those that compute where it is 0. */
  public int decoding() {
    return workers > 0 ? workers : computing();
  }

  /** Where and how graphs run. */
  public ExecutionOptions execution() {
    return new ExecutionOptions(device.execution(), threads, precision.execution());
  }

  /** Collects the components; each setter has the meaning of the component of its name. */
  public static final class Builder {

    private Device device = Device.AUTO;
    private Precision precision = Precision.FP32;
    private int threads = 0;
    private int workers = 0;

    Builder() {}

    Builder(ComputeConfig config) {
      device = config.device();
      precision = config.precision();
      threads = config.threads();
      workers = config.workers();
    }

    public Builder device(Device value) {
      device = value;
      return this;
    }

    public Builder precision(Precision value) {
      precision = value;
      return this;
    }

    public Builder threads(int value) {
      threads = value;
      return this;
    }

    public Builder workers(int value) {
      workers = value;
      return this;
    }

    ComputeConfig build() {
      return new ComputeConfig(device, precision, threads, workers);
    }
  }
}
