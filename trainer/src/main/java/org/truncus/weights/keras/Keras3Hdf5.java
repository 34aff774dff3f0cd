package org.truncus.weights.keras;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truncus.weights.InvalidWeightsException;
import org.truncus.weights.LayerConfig;
import org.truncus.weights.StoredTensor;
import org.truncus.weights.UnsupportedWeightsException;
import org.truncus.weights.hdf5.Hdf5Dataset;
import org.truncus.weights.hdf5.Hdf5Group;

/**
 * HDF5 as Keras 3 writes it: {@code /layers/<class>[_n]/vars/0, 1, …}, numbered in the order of the
 * model, weights in the order of the layer. Newer versions write the layer's name as an attribute
 * of {@code vars}; elsewhere the architecture gives it, and without one the group's name stays.
 * TensorFlow 2.12 called the top group {@code _layer_checkpoint_dependencies}.
 */
final class Keras3Hdf5 {

  private static final List<String> TOPS = List.of("layers", "_layer_checkpoint_dependencies");
  private static final Pattern NUMBERED = Pattern.compile("(.*?)(?:_(\\d+))?", Pattern.DOTALL);

  private final String where;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

  private Keras3Hdf5(String where) {
    this.where = where;
  }

  static KerasContent read(Hdf5Group root, String where, List<LayerConfig> config) {
    Keras3Hdf5 file = new Keras3Hdf5(where);
    boolean found = false;
    for (String top : TOPS) {
      if (!found && root.group(top).isPresent()) {
        file.readLayers(root.group(top).get(), "", config);
        found = true;
      }
    }
    if (!found) {
      throw new UnsupportedWeightsException(
          where
              + ": an HDF5 file without layer_names and without a group layers; files of Keras 1, 2"
              + " and 3 are read");
    }
    return new KerasContent(KerasContent.Layout.KERAS_3, file.tensors, config, "");
  }

  /**
   * Reads the layers of a model.
   *
   * @param above what stands before the names of layers that have none: the model's own name
   */
  private void readLayers(Hdf5Group layers, String above, List<LayerConfig> config) {
    Map<String, LayerConfig> byGroup = byGroup(config);
    for (String name : inOrder(layers.names())) {
      Hdf5Group group = layers.group(name).orElse(null);
      if (group == null) {
        continue;
      }
      LayerConfig described = byGroup.get(name);
      group
          .group("vars")
          .ifPresent(vars -> readLayer(vars, described == null ? above + name : described.name()));
      for (String top : TOPS) {
        group
            .group(top)
            .ifPresent(
                inner ->
                    readLayers(
                        inner,
                        above + name + "_",
                        described == null ? List.of() : described.layers()));
      }
    }
  }

  private void readLayer(Hdf5Group vars, String fallback) {
    String layer =
        vars.texts("name").stream().findFirst().filter(n -> !n.isEmpty()).orElse(fallback);
    List<StoredTensor> read = new ArrayList<>();
    for (int i = 0; vars.dataset(Integer.toString(i)).isPresent(); i++) {
      read.add(vars.dataset(Integer.toString(i)).map(Keras3Hdf5::described).orElseThrow());
    }
    List<String> names = weightNames(read);
    for (int i = 0; i < read.size(); i++) {
      StoredTensor tensor = read.get(i).withName(layer.replace('/', '_') + "." + names.get(i));
      if (tensors.put(tensor.name(), tensor) != null) {
        throw new InvalidWeightsException(
            "%s: there are two tensors %s".formatted(where, tensor.name()));
      }
    }
  }

  private static StoredTensor described(Hdf5Dataset dataset) {
    return dataset.tensor(dataset.path());
  }

  /** What the weights of a layer are called, told by their number and ranks. */
  private static List<String> weightNames(List<StoredTensor> weights) {
    List<String> names = new ArrayList<>();
    int vectors = (int) weights.stream().filter(weight -> weight.shape().length == 1).count();
    if (weights.size() == 4 && vectors == 4) {
      return List.of("gamma", "beta", "moving_mean", "moving_variance");
    }
    for (int i = 0; i < weights.size(); i++) {
      boolean kernel = i == 0 && weights.get(0).shape().length > 1;
      boolean bias = i == 1 && weights.get(1).shape().length == 1 && !names.isEmpty();
      names.add(kernel ? "kernel" : bias ? "bias" : Integer.toString(i));
    }
    return names;
  }

  /** The groups' names that Keras makes from the classes of the layers, in the model's order. */
  private static Map<String, LayerConfig> byGroup(List<LayerConfig> config) {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, LayerConfig> byGroup = new HashMap<>();
    for (LayerConfig layer : config) {
      String name = snakeCase(layer.type());
      int number = counts.merge(name, 1, Integer::sum) - 1;
      byGroup.put(number == 0 ? name : name + "_" + number, layer);
    }
    return byGroup;
  }

  /** {@code BatchNormalization} becomes {@code batch_normalization}, {@code Conv2D conv2d}. */
  static String snakeCase(String type) {
    return type.replaceAll("\\W+", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }

  /** {@code conv2d_2} before {@code conv2d_10}. */
  private static List<String> inOrder(List<String> names) {
    List<String> ordered = new ArrayList<>(names);
    ordered.sort(
        Comparator.comparing((String name) -> split(name).group(1))
            .thenComparingInt(Keras3Hdf5::number));
    return ordered;
  }

  private static Matcher split(String name) {
    Matcher matcher = NUMBERED.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalStateException("a name without end: " + name);
    }
    return matcher;
  }

  private static int number(String name) {
    String digits = split(name).group(2);
    return digits == null || digits.length() > 9 ? 0 : Integer.parseInt(digits);
  }
}
