package org.truncus.weights.keras;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truncus.weights.InvalidWeightsException;
import org.truncus.weights.LayerConfig;
import org.truncus.weights.StoredTensor;
import org.truncus.weights.UnsupportedWeightsException;
import org.truncus.weights.hdf5.Hdf5Dataset;
import org.truncus.weights.hdf5.Hdf5File;
import org.truncus.weights.hdf5.Hdf5Group;

/**
 * HDF5 as Keras 1 and 2 write it ({@code save_weights}, or {@code save} under {@code
 * /model_weights}): the root's attribute {@code layer_names}, a group for each layer with the
 * attribute {@code weight_names}, each the path of a data set relative to the layer's group. Files
 * of Keras 3 are passed on to {@link Keras3Hdf5}.
 */
public final class KerasHdf5 {

  private static final String LAYER_NAMES = "layer_names";
  private static final String WEIGHT_NAMES = "weight_names";
  private static final String MODEL_CONFIG = "model_config";

  private final String where;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

  private KerasHdf5(String where) {
    this.where = where;
  }

  /**
   * Reads the description of all tensors.
   *
   * @param bytes the whole file
   * @param where what messages call it
   * @throws InvalidWeightsException where it is damaged
   * @throws UnsupportedWeightsException where Keras didn't write it
   */
  public static KerasContent read(ByteBuffer bytes, String where) {
    Hdf5Group root = Hdf5File.open(bytes, where).root();
    Hdf5Group weights = root.group("model_weights").orElse(root);
    List<String> layers = names(weights, LAYER_NAMES);
    if (layers.isEmpty()) {
      return Keras3Hdf5.read(root, where, List.of());
    }
    KerasHdf5 file = new KerasHdf5(where);
    layers.forEach(layer -> file.readLayer(weights, layer));
    List<LayerConfig> config =
        root.texts(MODEL_CONFIG).stream()
            .findFirst()
            .map(json -> KerasConfig.parse(json, where))
            .orElse(List.of());
    Optional<String> backend =
        weights.texts("backend").stream()
            .findFirst()
            .or(() -> root.texts("backend").stream().findFirst());
    return new KerasContent(KerasContent.Layout.LEGACY, file.tensors, config, backend.orElse(""));
  }

  private void readLayer(Hdf5Group root, String layer) {
    Hdf5Group group =
        root.group(layer)
            .orElseThrow(
                () ->
                    damaged("layer %s is listed in layer_names but has no group".formatted(layer)));
    List<String> paths = names(group, WEIGHT_NAMES);
    List<String> named = KerasNames.of(layer, paths);
    for (int i = 0; i < paths.size(); i++) {
      String path = paths.get(i);
      Hdf5Dataset dataset =
          group
              .dataset(path)
              .orElseThrow(
                  () -> damaged("layer %s lists %s, which is no data set".formatted(layer, path)));
      if (tensors.put(named.get(i), dataset.tensor(named.get(i))) != null) {
        throw damaged("there are two tensors " + named.get(i));
      }
    }
  }

  private InvalidWeightsException damaged(String reason) {
    return new InvalidWeightsException("%s: %s".formatted(where, reason));
  }

  /** An attribute of names, which Keras splits into name0, name1, … where it grows too long. */
  private static List<String> names(Hdf5Group group, String attribute) {
    if (group.hasAttribute(attribute)) {
      return group.texts(attribute);
    }
    List<String> names = new ArrayList<>();
    for (int part = 0; group.hasAttribute(attribute + part); part++) {
      names.addAll(group.texts(attribute + part));
    }
    return names;
  }
}
