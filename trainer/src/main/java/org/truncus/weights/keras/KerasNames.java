package org.truncus.weights.keras;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Uniform names for the weights of Keras 1 and 2. Keras 2 calls them {@code conv1/kernel:0}; Keras
 * 1 {@code conv1_W} or, of a convolution, whatever its initialiser was called, so that there the
 * place in the layer's list tells.
 */
final class KerasNames {

  private static final Set<String> KERAS_2 =
      Set.of(
          "kernel", "depthwise_kernel", "bias", "gamma", "beta", "moving_mean", "moving_variance");
  private static final Pattern KERAS_1 =
      Pattern.compile("_(W|b|gamma|beta|running_mean|running_std)(_\\d+)?$");

  private KerasNames() {}

  /** A weight's owner and its own name. */
  private record Name(String owner, String weight) {}

  /**
   * {@code layer.weight} for each path in a layer's group. A layer that is a model itself has
   * several owners of weights; elsewhere the layer's name counts, since TensorFlow may have added a
   * number to the owner's.
   */
  static List<String> of(String layer, List<String> paths) {
    List<Name> names = new ArrayList<>();
    Set<String> owners = new HashSet<>();
    for (int place = 0; place < paths.size(); place++) {
      Name name = name(layer, paths.get(place), place);
      names.add(name);
      owners.add(name.owner);
    }
    boolean isModel = owners.size() > 1;
    return names.stream()
        .map(name -> (isModel ? name.owner : layer).replace('/', '_') + "." + name.weight)
        .toList();
  }

  private static Name name(String layer, String path, int place) {
    int end = path.lastIndexOf(':') > 0 ? path.lastIndexOf(':') : path.length();
    int slash = path.lastIndexOf('/', end - 1);
    String weight = path.substring(slash + 1, end);
    if (!KERAS_2.contains(weight)) {
      return keras1(layer, weight, place);
    }
    String owner = slash > 0 ? path.substring(0, slash) : layer;
    if (owner.startsWith(layer + "/")) {
      owner = owner.substring(layer.length() + 1); // a model below the name of its layer
    }
    return new Name(owner, weight);
  }

  private static Name keras1(String layer, String weight, int place) {
    Matcher suffix = KERAS_1.matcher(weight);
    if (!suffix.find()) {
      return new Name(layer, place == 0 ? "kernel" : weight);
    }
    String name =
        switch (suffix.group(1)) {
          case "W" -> "kernel";
          case "b" -> "bias";
          case "running_mean" -> "moving_mean";
          case "running_std" -> "moving_variance"; // says deviation and stores the variance
          default -> suffix.group(1);
        };
    return new Name(layer, name);
  }
}
