package org.truncus.net;

import java.util.List;

/**
 * A layer in its place.
 *
 * @param name the layer's name, unique in the network; weights are called {@code name.weight}
 * @param layer what it computes
 * @param inputs names of earlier nodes, or {@link #IMAGES}
 */
public record Node(String name, Layer layer, List<String> inputs) {

  /** The name of the network's input. */
  public static final String IMAGES = "images";

  /** Copies the list. */
  public Node {
    inputs = List.copyOf(inputs);
  }
}
