package org.truncus.weights;

import java.util.Arrays;

/**
 * A named float32 tensor in row-major order. Convolution kernels are HWIO {@code [h,w,in,out]},
 * depthwise kernels {@code [h,w,in,multiplier]}, dense kernels {@code [in,out]} (Keras' layouts).
 *
 * <p>The arrays are not copied, since a network has tens of millions of values: whoever passes them
 * on must not change them.
 *
 * @param name Keras-like, {@code layer.weight}
 * @param shape sizes of the dimensions; empty for a scalar
 * @param values as many as the product of the shape
 */
@SuppressWarnings("ArrayRecordComponent") // too large to copy; equality is by content
public record WeightTensor(String name, int[] shape, float[] values) {

  /** Checks that the values fill the shape. */
  public WeightTensor {
    long size = size(shape);
    if (size != values.length) {
      throw new IllegalArgumentException(
          "tensor %s: %d values do not fill the shape %s, which has %d"
              .formatted(name, values.length, Arrays.toString(shape), size));
    }
  }

  /** The number of elements of a tensor of this shape: 1 for a scalar. */
  public static long size(int[] shape) {
    long size = 1;
    for (int dimension : shape) {
      size = Math.multiplyExact(size, (long) dimension);
    }
    return size;
  }

  /** The same values under another name. */
  public WeightTensor withName(String newName) {
    return new WeightTensor(newName, shape, values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightTensor that
        && name.equals(that.name)
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(shape);
  }

  @Override
  public String toString() {
    return name + Arrays.toString(shape);
  }
}
