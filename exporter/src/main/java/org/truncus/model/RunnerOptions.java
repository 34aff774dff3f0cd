package org.truncus.model;

/**
 * How a model runs on this machine. None of it is in the package.
 *
 * @param threads threads of one operation; 0 for all cores
 * @param bfloat16 whether convolutions and matrix products run in bfloat16 where the CPU has it:
 *     faster, logits move by about 1 %
 */
public record RunnerOptions(int threads, boolean bfloat16) {

  /** Checks the number of threads. */
  public RunnerOptions {
    if (threads < 0) {
      throw new IllegalArgumentException("threads must be 0 or more: " + threads);
    }
  }

  /** All cores, float32. */
  public static RunnerOptions standard() {
    return new RunnerOptions(0, false);
  }
}
