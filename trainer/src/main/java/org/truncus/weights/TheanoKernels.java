package org.truncus.weights;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Convolution kernels as Keras 1 on Theano stored them: {@code [out,in,h,w]}, and turned by 180°,
 * since Theano's convolution turns them where TensorFlow's does not.
 */
final class TheanoKernels {

  private static final String KERNEL = ".kernel";

  private TheanoKernels() {}

  /** The same tensors with {@code [h,w,in,out]} kernels, where a bias tells that they are not. */
  static Map<String, WeightTensor> converted(Map<String, WeightTensor> tensors) {
    Map<String, WeightTensor> converted = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) ->
            converted.put(name, outputsFirst(tensor, tensors) ? toHwio(tensor) : tensor));
    return converted;
  }

  private static boolean outputsFirst(WeightTensor tensor, Map<String, WeightTensor> tensors) {
    int[] shape = tensor.shape();
    if (shape.length != 4 || !tensor.name().endsWith(KERNEL)) {
      return false;
    }
    WeightTensor bias = tensors.get(tensor.name().replace(KERNEL, ".bias"));
    return bias != null
        && bias.values().length == shape[0]
        && bias.values().length != shape[3]
        && shape[2] == shape[3];
  }

  private static WeightTensor toHwio(WeightTensor tensor) {
    int[] from = tensor.shape();
    int outputs = from[0];
    int inputs = from[1];
    int area = from[2] * from[3];
    float[] values = new float[tensor.values().length];
    int i = 0;
    for (int out = 0; out < outputs; out++) {
      for (int in = 0; in < inputs; in++) {
        for (int pixel = area - 1; pixel >= 0; pixel--) {
          values[(pixel * inputs + in) * outputs + out] = tensor.values()[i++];
        }
      }
    }
    return new WeightTensor(tensor.name(), new int[] {from[2], from[3], inputs, outputs}, values);
  }
}
