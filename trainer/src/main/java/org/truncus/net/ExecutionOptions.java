package org.truncus.net;

import org.truncus.problem.UsageException;

/**
 * Where and how graphs run.
 *
 * @param device which device
 * @param threads threads for one operation; 0 for all cores. TensorFlow has one pool for a process,
 *     and the first session decides its size. Sums are divided among the threads, so the last bits
 *     of a training run depend on how many there are
 * @param precision of convolutions and products
 */
public record ExecutionOptions(Device device, int threads, Precision precision) {

  /** Checks the number. */
  public ExecutionOptions {
    if (threads < 0) {
      throw new UsageException("threads must be 0 (all cores) or more, not " + threads);
    }
  }

  /** Which device to use. */
  public enum Device {
    /** A GPU where TensorFlow sees one, else the CPU. */
    AUTO,
    /** The CPU, even where there is a GPU. */
    CPU,
    /** A GPU; it is an error where there is none. */
    GPU
  }

  /** Precision of convolutions and matrix products; weights stay float32. */
  public enum Precision {
    /** float32. */
    FP32,
    /** bfloat16 where oneDNN finds it safe. Logits move by 0.3 to 1.5 %. */
    BF16
  }

  /** Any device, all cores, float32. */
  public static ExecutionOptions standard() {
    return new ExecutionOptions(Device.AUTO, 0, Precision.FP32);
  }

  /** The CPU with this many threads, float32. */
  public static ExecutionOptions cpu(int threads) {
    return new ExecutionOptions(Device.CPU, threads, Precision.FP32);
  }
}
