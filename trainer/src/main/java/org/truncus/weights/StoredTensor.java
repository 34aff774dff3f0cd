package org.truncus.weights;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A tensor as a file holds it: described, and read when it is asked for. A tensor nobody needs
 * costs nothing, and its size is compared with what is expected before anything is allocated.
 *
 * @param name in the file, made uniform: {@code layer.weight} for Keras' forms
 * @param dtype of the numbers in the file
 * @param shape sizes of the dimensions in the file's own layout; empty for a scalar
 * @param source reads the numbers as float32 in row-major order
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out; never compared
public record StoredTensor(String name, DType dtype, int[] shape, Supplier<float[]> source) {

  /** Copies the shape. */
  public StoredTensor {
    shape = shape.clone();
  }

  /** What is already in memory. */
  public static StoredTensor of(WeightTensor tensor) {
    return new StoredTensor(tensor.name(), DType.F32, tensor.shape(), tensor::values);
  }

  /** A copy of the shape. */
  @Override
  public int[] shape() {
    return shape.clone();
  }

  /** The number of elements. */
  public long size() {
    return WeightTensor.size(shape);
  }

  /** The same tensor under another name. */
  public StoredTensor withName(String newName) {
    return new StoredTensor(newName, dtype, shape, source);
  }

  /**
   * Reads the numbers.
   *
   * @throws InvalidWeightsException where the file is damaged there
   * @throws UnsupportedWeightsException where they are integers or packed in an unknown way
   */
  public WeightTensor read() {
    if (!dtype.isFloat()) {
      throw new UnsupportedWeightsException(
          "tensor %s holds integers (%s), which are no weights".formatted(name, dtype));
    }
    return new WeightTensor(name, shape.clone(), source.get());
  }

  @Override
  public String toString() {
    return "%s %s%s".formatted(name, dtype, Arrays.toString(shape));
  }
}
