package org.truncus.net;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/** Weights that are a function of their name, as {@code schemes/formula.py} has them. */
final class Formula {

  private static final long MASK = 0xffffffffL;

  private Formula() {}

  /** All weights, by name. */
  static Map<String, WeightTensor> tensors(List<WeightSpec> specs) {
    Map<String, WeightTensor> tensors = new LinkedHashMap<>();
    specs.forEach(spec -> tensors.put(spec.name(), tensor(spec.name(), spec.shape())));
    return tensors;
  }

  /** One weight. */
  static WeightTensor tensor(String name, int[] shape) {
    long hash = 0x811c9dc5L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = ((hash ^ (b & 0xff)) * 0x01000193L) & MASK;
    }
    String weight = name.substring(name.lastIndexOf('.') + 1);
    float[] values = new float[(int) WeightTensor.size(shape)];
    double step = weight.endsWith("kernel") ? step(weight, shape) : 0;
    for (int i = 0; i < values.length; i++) {
      int level = level(hash, i);
      values[i] =
          switch (weight) {
            case "gamma", "moving_variance" -> (8 + level) / 16f;
            case "beta", "moving_mean", "bias" -> (level - 8) / 64f;
            default -> (float) ((level - 7.5) * step);
          };
    }
    return new WeightTensor(name, shape, values);
  }

  private static int level(long hash, int index) {
    long x = (hash + index * 0x9e3779b1L) & MASK;
    x ^= x >>> 15;
    x = (x * 0x2c1b3c6dL) & MASK;
    x ^= x >>> 12;
    return (int) (x >>> 30) * 5;
  }

  private static double step(String weight, int[] shape) {
    int inputs = shape[0] * shape[1] * (weight.equals("depthwise_kernel") ? 1 : shape[2]);
    return Math.scalb(1.0, Math.getExponent(Math.sqrt(6.0 / inputs) / 7.5));
  }
}
