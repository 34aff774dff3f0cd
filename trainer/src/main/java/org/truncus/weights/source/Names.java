package org.truncus.weights.source;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.truncus.weights.InvalidWeightsException;
import org.truncus.weights.StoredTensor;
import org.truncus.weights.WeightFile;

/** The tensors of a file by names without what other programs put before them. */
final class Names {

  private Names() {}

  /**
   * Finds a tensor that every file of a network has and cuts off what stands before its name,
   * wherever it does. Tensors without that prefix are left out.
   *
   * @param tensors by name
   * @param marker the name of a tensor
   * @return by shorter name; empty where no name ends like the marker
   * @throws InvalidWeightsException where several do: the file holds several networks
   */
  static Map<String, StoredTensor> below(
      WeightFile file, Map<String, StoredTensor> tensors, String marker) {
    Set<String> prefixes = new LinkedHashSet<>();
    for (String name : tensors.keySet()) {
      if (name.endsWith(marker) && isBoundary(name, name.length() - marker.length())) {
        prefixes.add(name.substring(0, name.length() - marker.length()));
      }
    }
    if (prefixes.size() > 1) {
      throw new InvalidWeightsException(
          "%s holds several networks, below %s; save the one to be used alone"
              .formatted(file.path(), List.copyOf(prefixes)));
    }
    Map<String, StoredTensor> below = new LinkedHashMap<>();
    for (String prefix : prefixes) {
      tensors.forEach(
          (name, tensor) -> {
            if (name.startsWith(prefix)) {
              below.put(name.substring(prefix.length()), tensor);
            }
          });
    }
    return below;
  }

  private static boolean isBoundary(String name, int end) {
    return end == 0 || "._/".indexOf(name.charAt(end - 1)) >= 0;
  }

  /** The largest number that stands between two texts at the start of a name; 0 where none does. */
  static int highest(Map<String, StoredTensor> tensors, String before, String after) {
    int highest = 0;
    for (String name : tensors.keySet()) {
      if (name.startsWith(before)) {
        int end = name.indexOf(after, before.length());
        if (end > before.length()) {
          highest = Math.max(highest, number(name.substring(before.length(), end)));
        }
      }
    }
    return highest;
  }

  private static int number(String text) {
    return text.length() < 6 && text.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.parseInt(text)
        : 0;
  }
}
