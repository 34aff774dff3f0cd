package org.truncus.weights.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.truncus.weights.InvalidWeightsException;
import org.truncus.weights.LayerConfig;
import org.truncus.weights.StoredTensor;
import org.truncus.weights.WeightFile;
import org.truncus.weights.WeightSource;

/** Collects the tensors that a rule has found the place of. */
final class RecognisedBuilder {

  private final WeightFile file;
  private final Scheme scheme;
  private final Map<String, SourceTensor> tensors = new LinkedHashMap<>();

  /** From our names of layers to the file's. */
  private final Map<String, String> layers = new LinkedHashMap<>();

  RecognisedBuilder(WeightFile file, Scheme scheme) {
    this.file = file;
    this.scheme = scheme;
  }

  /** Adds a tensor under our name. */
  void put(String name, StoredTensor tensor, Layout layout) {
    SourceTensor former = tensors.put(name, new SourceTensor(tensor, layout));
    if (former != null) {
      throw new InvalidWeightsException(
          "%s: both %s and %s are %s"
              .formatted(file.path(), former.stored().name(), tensor.name(), name));
    }
    layers.put(layer(name), layer(tensor.name()));
  }

  static String layer(String name) {
    return name.substring(0, Math.max(name.lastIndexOf('.'), 0));
  }

  boolean has(String name) {
    return tensors.containsKey(name);
  }

  int[] shape(String name) {
    return tensors.get(name).shape();
  }

  /**
   * The result. Where the file has its architecture, that has the last word on epsilon and strides.
   *
   * @param epsilon the library's
   */
  Recognised build(BackboneForm form, float epsilon, String normalization) {
    List<LayerConfig> config = flat(file.layers());
    BackboneForm told =
        form.strides() == Strides.NONE ? form : form.withStrides(strides(form, config));
    return new Recognised(
        new WeightSource(told, scheme, epsilon(epsilon, config), normalization), tensors);
  }

  private float epsilon(float usual, List<LayerConfig> config) {
    Set<Float> epsilons = new LinkedHashSet<>();
    for (LayerConfig layer : config) {
      if (layer.epsilon() != null && layers.containsValue(layer.name())) {
        epsilons.add(layer.epsilon());
      }
    }
    if (epsilons.size() > 1) {
      throw new InvalidWeightsException(
          "%s: batch normalisation has several epsilons, %s; one is expected"
              .formatted(file.path(), epsilons));
    }
    return epsilons.isEmpty() ? usual : epsilons.iterator().next();
  }

  private Strides strides(BackboneForm form, List<LayerConfig> config) {
    int first = stridesOf(BlockNames.FIRST_STRIDED_1X1, config);
    int second = stridesOf(BlockNames.FIRST_STRIDED_3X3, config);
    if (first == 2 && second == 1) {
      return Strides.V1;
    }
    return first == 1 && second == 2 ? Strides.V1_5 : form.strides();
  }

  private int stridesOf(String layer, List<LayerConfig> config) {
    String stored = layers.get(layer);
    return config.stream()
        .filter(described -> described.name().equals(stored))
        .mapToInt(LayerConfig::strides)
        .findFirst()
        .orElse(0);
  }

  private static List<LayerConfig> flat(List<LayerConfig> layers) {
    List<LayerConfig> flat = new ArrayList<>();
    for (LayerConfig layer : layers) {
      flat.add(layer);
      flat.addAll(flat(layer.layers()));
    }
    return flat;
  }
}
