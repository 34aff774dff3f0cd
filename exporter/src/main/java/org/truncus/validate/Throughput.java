package org.truncus.validate;

import java.util.Arrays;

/**
 * How fast rows were read and scored on this machine.
 *
 * @param rows of the list that were tried
 * @param seconds from the first to the last
 * @param imagesPerSecond tried rows by time
 * @param latencyP50 median of reading and scoring one image, in seconds; NaN without images
 * @param latencyP95 95th percentile of the same
 * @param latencyP99 99th percentile of the same
 */
public record Throughput(
    int rows,
    double seconds,
    double imagesPerSecond,
    double latencyP50,
    double latencyP95,
    double latencyP99) {

  static Throughput of(int rows, double seconds, double[] latencies) {
    double[] sorted = latencies.clone();
    Arrays.sort(sorted);
    return new Throughput(
        rows,
        seconds,
        seconds > 0 ? rows / seconds : Double.NaN,
        quantile(sorted, 0.5),
        quantile(sorted, 0.95),
        quantile(sorted, 0.99));
  }

  private static double quantile(double[] sorted, double q) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)];
  }
}
