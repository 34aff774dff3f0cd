package org.truncus.weights;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truncus.problem.TruncusException;

/**
 * The HDF5 layout of Keras 1 and 2 ({@code save_weights}, or {@code save} under {@code
 * /model_weights}): the root's attribute {@code layer_names}, a group for each layer with the
 * attribute {@code weight_names}, each the path of a dataset relative to the layer's group. Keras 2
 * calls them {@code conv1/kernel:0}; Keras 1 {@code conv1_W} or, of a convolution, whatever its
 * initialiser was called, so that there the place in the list tells.
 */
final class KerasHdf5 {

  private static final String LAYER_NAMES = "layer_names";
  private static final String WEIGHT_NAMES = "weight_names";
  private static final Set<String> KERAS_2 =
      Set.of(
          "kernel", "depthwise_kernel", "bias", "gamma", "beta", "moving_mean", "moving_variance");
  private static final Pattern KERAS_1 =
      Pattern.compile("_(W|b|gamma|beta|running_mean|running_std)(_\\d+)?$");

  private KerasHdf5() {}

  /** The tensors in model order, named {@code layer.weight}: {@code conv1.kernel}. */
  static Map<String, WeightTensor> read(Path file) {
    try (HdfFile hdf = new HdfFile(file)) {
      Group root = hdf;
      if (hdf.getChild("model_weights") instanceof Group saved) {
        root = saved;
      }
      List<String> layers = names(root, LAYER_NAMES);
      if (layers.isEmpty()) {
        throw new UnsupportedWeightsException(
            "%s: an HDF5 file without the attribute layer_names; only the layout of Keras 1 and 2 is read"
                .formatted(file));
      }
      Map<String, WeightTensor> tensors = new LinkedHashMap<>();
      for (String layer : layers) {
        readLayer(file, root, layer, tensors);
      }
      return tensors;
    } catch (TruncusException e) {
      throw e;
    } catch (RuntimeException e) { // jHDF throws what its parsing meets: bounds, buffers, arguments
      throw new InvalidWeightsException("%s: damaged HDF5: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void readLayer(
      Path file, Group root, String layer, Map<String, WeightTensor> tensors) {
    if (!(root.getByPath(layer) instanceof Group group)) {
      throw new InvalidWeightsException(
          "%s: layer %s is listed in layer_names but has no group".formatted(file, layer));
    }
    List<String> paths = names(group, WEIGHT_NAMES);
    for (int place = 0; place < paths.size(); place++) {
      String path = paths.get(place);
      if (!(group.getByPath(path) instanceof Dataset dataset)) {
        throw new InvalidWeightsException(
            "%s: layer %s lists %s, which is no data set".formatted(file, layer, path));
      }
      WeightTensor tensor =
          new WeightTensor(
              name(layer, path, place), dataset.getDimensions(), floats(file, path, dataset));
      if (tensors.put(tensor.name(), tensor) != null) {
        throw new InvalidWeightsException(
            "%s: there are two tensors %s".formatted(file, tensor.name()));
      }
    }
  }

  /**
   * {@code conv1/kernel:0} becomes {@code conv1.kernel}; slashes in layer names become underscores.
   */
  private static String name(String layer, String path, int place) {
    int end = path.lastIndexOf(':') > 0 ? path.lastIndexOf(':') : path.length();
    int slash = path.lastIndexOf('/', end - 1);
    String weight = path.substring(slash + 1, end);
    if (!KERAS_2.contains(weight)) {
      return layer.replace('/', '_') + "." + keras1(weight, place);
    }
    String owner = slash > 0 ? path.substring(0, slash) : layer;
    if (owner.startsWith(layer + "/")) {
      owner = owner.substring(layer.length() + 1); // a network nested as one layer of another
    }
    return owner.replace('/', '_') + "." + weight;
  }

  /** The name of Keras 2 for a weight of Keras 1. */
  private static String keras1(String weight, int place) {
    Matcher suffix = KERAS_1.matcher(weight);
    if (!suffix.find()) {
      return place == 0 ? "kernel" : weight;
    }
    return switch (suffix.group(1)) {
      case "W" -> "kernel";
      case "b" -> "bias";
      case "running_mean" -> "moving_mean";
      case "running_std" -> "moving_variance"; // Keras 1 says deviation and stores the variance
      default -> suffix.group(1);
    };
  }

  private static float[] floats(Path file, String path, Dataset dataset) {
    Object flat = dataset.isScalar() ? dataset.getData() : dataset.getDataFlat();
    if (flat instanceof float[] floats) {
      return floats;
    }
    if (flat instanceof double[] doubles) {
      float[] floats = new float[doubles.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) doubles[i];
      }
      return floats;
    }
    throw new UnsupportedWeightsException(
        "%s: %s holds %s; only float32 and float64 are read"
            .formatted(file, path, dataset.getJavaType()));
  }

  /** An attribute of names, which Keras splits into name0, name1, … where it grows too long. */
  private static List<String> names(Node node, String attribute) {
    List<String> names = new ArrayList<>();
    Attribute whole = node.getAttribute(attribute);
    if (whole != null) {
      addNames(names, whole);
      return names;
    }
    for (int part = 0; node.getAttribute(attribute + part) != null; part++) {
      addNames(names, node.getAttribute(attribute + part));
    }
    return names;
  }

  private static void addNames(List<String> names, Attribute attribute) {
    if (attribute.isEmpty()) {
      return;
    }
    Object data = attribute.getData();
    for (int i = 0; data.getClass().isArray() && i < Array.getLength(data); i++) {
      names.add(String.valueOf(Array.get(data, i)));
    }
  }
}
