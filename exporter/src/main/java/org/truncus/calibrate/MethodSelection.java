package org.truncus.calibrate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Chooses among methods by their cross-validated loss: the simplest one whose mean loss lies within
 * one standard error of the lowest. The standard error is that of the paired difference, with
 * patients as the units: what is hard about a patient is hard for both methods and cancels.
 */
final class MethodSelection {

  private MethodSelection() {}

  /**
   * The choice.
   *
   * @param losses {@code [N]} of every row by method, the simpler methods first; not empty
   * @param patients {@code [N]} whose row it is
   */
  static CalibrationMethod simplest(Map<CalibrationMethod, double[]> losses, String[] patients) {
    Map<CalibrationMethod, Double> means = means(losses);
    CalibrationMethod best =
        means.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
    for (CalibrationMethod method : losses.keySet()) {
      double distance = means.get(method) - means.get(best);
      if (distance <= standardError(losses.get(method), losses.get(best), patients)) {
        return method;
      }
    }
    return best;
  }

  /** The mean loss of each method. */
  static Map<CalibrationMethod, Double> means(Map<CalibrationMethod, double[]> losses) {
    Map<CalibrationMethod, Double> means = new LinkedHashMap<>();
    losses.forEach((method, rows) -> means.put(method, mean(rows)));
    return means;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Of the mean of {@code a − b}: the ratio of two means over patients, linearised. */
  static double standardError(double[] a, double[] b, String[] patients) {
    double mean = mean(a) - mean(b);
    Map<String, Double> off = new HashMap<>();
    for (int i = 0; i < a.length; i++) {
      off.merge(patients[i], a[i] - b[i] - mean, Double::sum);
    }
    double squares = off.values().stream().mapToDouble(d -> d * d).sum();
    double units = off.size();
    return Math.sqrt(squares * units / (units - 1)) / a.length;
  }
}
