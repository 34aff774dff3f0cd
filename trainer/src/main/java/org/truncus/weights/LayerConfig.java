package org.truncus.weights;

import java.util.List;

/**
 * What a file says about a layer, beyond its weights. Keras' full models do, other files don't.
 *
 * @param name of the layer, slashes written as underscores
 * @param type Keras' class: {@code Conv2D}, {@code BatchNormalization}
 * @param epsilon of batch normalisation; null for other layers
 * @param strides of a convolution, both axes the same; 0 for other layers
 * @param layers of a model that is a layer of another; empty for others
 */
public record LayerConfig(
    String name, String type, Float epsilon, int strides, List<LayerConfig> layers) {

  /** Copies the list. */
  public LayerConfig {
    layers = List.copyOf(layers);
  }
}
