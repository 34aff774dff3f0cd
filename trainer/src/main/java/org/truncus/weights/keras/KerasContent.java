package org.truncus.weights.keras;

import java.util.List;
import java.util.Map;
import org.truncus.weights.LayerConfig;
import org.truncus.weights.StoredTensor;

/**
 * What a Keras file holds.
 *
 * @param layout how the file names its tensors
 * @param tensors by {@code layer.weight}, in the order of the file
 * @param layers of the model where the file has its architecture; empty elsewhere
 * @param backend that computed: {@code tensorflow}, {@code theano}; empty where it isn't said
 */
public record KerasContent(
    Layout layout, Map<String, StoredTensor> tensors, List<LayerConfig> layers, String backend) {

  /** Layouts of HDF5. */
  public enum Layout {
    /** Keras 1 and 2: names of layers and weights. */
    LEGACY,
    /** Keras 3: numbered weights below numbered classes of layers. */
    KERAS_3
  }
}
