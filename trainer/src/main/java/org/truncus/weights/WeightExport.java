package org.truncus.weights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.truncus.weights.source.ExportNames;

/** Our weights under the names, in the layouts and with the epsilon of another library. */
public final class WeightExport {

  private static final float TORCH_EPSILON = 1e-5f;
  private static final float KERAS_RESNET_EPSILON = 1.001e-5f;
  private static final String VARIANCE = ".moving_variance";
  private static final String GAMMA = ".gamma";

  private final ExportNames names;
  private final String family;
  private final EpsilonFold epsilon;
  private final Map<String, WeightTensor> byName = new HashMap<>();

  private WeightExport(ExportNames names, String family, float epsilon) {
    this.names = names;
    this.family = family;
    this.epsilon = new EpsilonFold(epsilon, epsilon > 0 ? theirs(epsilon) : 0);
  }

  private float theirs(float ours) {
    if (names == ExportNames.TORCHVISION) {
      return TORCH_EPSILON;
    }
    return family.equals("resnet50") ? KERAS_RESNET_EPSILON : ours;
  }

  /**
   * Renames weights.
   *
   * @param family of the backbone, for example {@code resnet50}
   * @param epsilon of the network's batch normalisations; 0 where there are none
   * @param weights of the backbone and of its head
   * @throws org.truncus.problem.UsageException where the library has no such network
   */
  public static List<WeightTensor> renamed(
      ExportNames names, String family, float epsilon, Collection<WeightTensor> weights) {
    WeightExport export = new WeightExport(names, family, epsilon);
    weights.forEach(tensor -> export.byName.put(tensor.name(), tensor));
    List<WeightTensor> renamed = new ArrayList<>();
    for (WeightTensor tensor : weights) {
      WeightTensor moved = export.withEpsilon(tensor);
      renamed.add(export.laidOut(moved).withName(names.name(family, tensor.name())));
    }
    return renamed;
  }

  private WeightTensor withEpsilon(WeightTensor tensor) {
    String name = tensor.name();
    if (!epsilon.isNeeded()) {
      return tensor;
    }
    if (name.endsWith(VARIANCE)) {
      return new WeightTensor(name, tensor.shape(), epsilon.variance(tensor.values()));
    }
    if (name.endsWith(GAMMA)) {
      String layer = name.substring(0, name.length() - GAMMA.length());
      float[] variance = byName.get(layer + VARIANCE).values();
      return new WeightTensor(name, tensor.shape(), epsilon.gamma(tensor.values(), variance));
    }
    return tensor;
  }

  private WeightTensor laidOut(WeightTensor tensor) {
    boolean turns = names == ExportNames.TORCHVISION && tensor.name().endsWith(".kernel");
    if (!turns) {
      return tensor;
    }
    int[] shape = tensor.shape();
    int outputs = shape[shape.length - 1];
    int inputs = shape[shape.length - 2];
    int area = shape.length == 4 ? shape[0] * shape[1] : 1;
    float[] values = new float[tensor.values().length];
    int to = 0;
    for (int out = 0; out < outputs; out++) {
      for (int in = 0; in < inputs; in++) {
        for (int pixel = 0; pixel < area; pixel++) {
          values[to++] = tensor.values()[(pixel * inputs + in) * outputs + out];
        }
      }
    }
    int[] turned =
        shape.length == 4
            ? new int[] {outputs, inputs, shape[0], shape[1]}
            : new int[] {outputs, inputs};
    return new WeightTensor(tensor.name(), turned, values);
  }
}
