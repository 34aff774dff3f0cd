package org.truncus.weights.source;

import org.truncus.weights.StoredTensor;
import org.truncus.weights.WeightTensor;

/**
 * A tensor of a file whose place in the network is known.
 *
 * @param stored as the file has it
 * @param layout of the file
 */
public record SourceTensor(StoredTensor stored, Layout layout) {

  /** The shape in our layout. */
  public int[] shape() {
    return layout.shape(stored.shape());
  }

  /** The numbers in our layout, under a name of ours. */
  public WeightTensor read(String name) {
    int[] shape = shape();
    return new WeightTensor(name, shape, layout.values(stored.read().values(), stored.shape()));
  }
}
