package org.truncus.weights;

import java.util.Arrays;

/**
 * A weight that a network declares.
 *
 * @param name {@code layer.weight} as Keras has it, for example {@code conv1_bn.moving_variance};
 *     never contains a slash
 * @param shape as in {@link WeightTensor}
 * @param trainable true for kernel, bias, gamma and beta; false for the moving statistics of batch
 *     normalisation
 * @param initializer where a network without imported weights starts
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out; equality is by content
public record WeightSpec(String name, int[] shape, boolean trainable, Initializer initializer) {

  /** Copies the shape. */
  public WeightSpec {
    shape = shape.clone();
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

  /** The initial value; the same for the same seed and name, whatever else the network holds. */
  public WeightTensor initial(long seed) {
    return new WeightTensor(
        name, shape.clone(), initializer.values(Math.toIntExact(size()), seed, name));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightSpec that
        && name.equals(that.name)
        && Arrays.equals(shape, that.shape)
        && trainable == that.trainable
        && initializer.equals(that.initializer);
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
