package org.truncus.weights.source;

import java.util.Map;
import org.truncus.weights.StoredTensor;

/**
 * The layout of a Keras file's convolution kernels. Keras 1 stored them as its back end computed:
 * Theano's {@code [out,in,h,w]} and turned, for Theano convolves where TensorFlow correlates. Keras
 * 2 always has {@code [h,w,in,out]}, turned where Theano computed. Keras 1 files don't say what
 * computed; then the order tells.
 */
final class KernelLayout {

  private static final String KERNEL = ".kernel";

  private KernelLayout() {}

  static Layout of(Map<String, StoredTensor> tensors, String backend) {
    boolean outputsFirst =
        tensors.entrySet().stream().anyMatch(entry -> outputsFirst(entry.getKey(), tensors));
    boolean theano = backend.equals("theano");
    if (outputsFirst) {
      return theano || backend.isEmpty() ? Layout.OIHW_TURNED : Layout.OIHW;
    }
    return theano ? Layout.TURNED : Layout.SAME;
  }

  /** Whether a kernel has as many first entries, and not last ones, as its bias has numbers. */
  private static boolean outputsFirst(String name, Map<String, StoredTensor> tensors) {
    int[] shape = tensors.get(name).shape();
    StoredTensor bias = tensors.get(name.replace(KERNEL, ".bias"));
    return name.endsWith(KERNEL)
        && shape.length == 4
        && bias != null
        && bias.size() == shape[0]
        && bias.size() != shape[3]
        && shape[2] == shape[3];
  }
}
