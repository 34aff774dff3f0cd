package org.truncus.net;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.WeightTensor;

/** Between TensorFlow's native tensors and Java arrays. The caller closes the tensors made here. */
public final class Tensors {

  private Tensors() {}

  /** A native copy; the caller closes it. */
  public static TFloat32 of(float[] values, long... shape) {
    return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false));
  }

  /** A native scalar; the caller closes it. */
  public static TFloat32 scalar(float value) {
    return TFloat32.scalarOf(value);
  }

  /** A native copy of a weight; the caller closes it. */
  public static TFloat32 of(WeightTensor tensor) {
    return of(tensor.values(), shape(tensor.shape()).asArray());
  }

  /** A Java copy in row-major order. */
  public static float[] values(TFloat32 tensor) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }

  static Shape shape(int[] dimensions) {
    long[] sizes = new long[dimensions.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = dimensions[i];
    }
    return Shape.of(sizes);
  }
}
