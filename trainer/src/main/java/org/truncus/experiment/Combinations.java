package org.truncus.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every combination of the values of keys. */
final class Combinations {

  private Combinations() {}

  /** Each of the given combinations with each of the values. */
  static List<Map<String, String>> crossed(
      List<Map<String, String>> combinations, String key, List<String> values) {
    List<Map<String, String>> crossed = new ArrayList<>();
    for (Map<String, String> combination : combinations) {
      for (String value : values) {
        Map<String, String> longer = new LinkedHashMap<>(combination);
        longer.put(key, value);
        crossed.add(longer);
      }
    }
    return crossed;
  }

  /**
   * All of a grid, in its order, the last key fastest; seeds come slowest, so that the first repeat
   * of everything is there before the second of anything.
   */
  static List<Map<String, String>> of(Map<String, List<String>> grid) {
    List<Map<String, String>> all = List.of(Map.of());
    if (grid.containsKey("seed")) {
      all = crossed(all, "seed", grid.get("seed"));
    }
    for (Map.Entry<String, List<String>> entry : grid.entrySet()) {
      if (!entry.getKey().equals("seed")) {
        all = crossed(all, entry.getKey(), entry.getValue());
      }
    }
    return all;
  }
}
