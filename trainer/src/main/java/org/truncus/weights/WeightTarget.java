package org.truncus.weights;

import java.util.List;

/**
 * What an import has to fill: the part of a network below its cut, without the head.
 *
 * @param backbone for example {@code mobilenet-v1-0.25}
 * @param cut the cut's own name, for example {@code L6}
 * @param prefix the weights, each of which the file must have exactly once
 * @param epsilon of the network's batch normalisations; 0 where it has none
 */
public record WeightTarget(String backbone, String cut, List<WeightSpec> prefix, float epsilon) {

  /** Copies the list. */
  public WeightTarget {
    prefix = List.copyOf(prefix);
  }
}
