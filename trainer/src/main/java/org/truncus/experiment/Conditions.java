package org.truncus.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Results grouped: by circumstances, and within these by arm.
 *
 * @param groups conditions of the same circumstances, in the order of the specification
 * @param reference the arm that others are compared with; null where there is none
 */
record Conditions(List<List<Condition>> groups, String reference) {

  private static final String SEED = "seed";

  /**
   * Groups results. What an arm settles belongs to the arm; what the grid varies is circumstance.
   */
  static Conditions of(ExperimentSpec spec, List<CellResult> results, String reference) {
    Set<String> keys = new LinkedHashSet<>(spec.grid().keySet());
    keys.remove(SEED);
    if (spec.arms().size() == 1) {
      keys.remove("strategy");
      keys.remove("cut");
    }
    Map<Map<String, String>, Map<String, List<CellResult>>> grouped = new LinkedHashMap<>();
    for (CellResult result : results) {
      Map<String, String> circumstances = new LinkedHashMap<>(result.cell().settings());
      circumstances.keySet().retainAll(keys);
      grouped
          .computeIfAbsent(circumstances, key -> new LinkedHashMap<>())
          .computeIfAbsent(result.cell().arm(), key -> new ArrayList<>())
          .add(result);
    }
    List<List<Condition>> groups = new ArrayList<>();
    grouped.forEach(
        (circumstances, arms) -> {
          List<Condition> group = new ArrayList<>();
          arms.forEach((arm, cells) -> group.add(new Condition(arm, circumstances, cells)));
          groups.add(group);
        });
    return new Conditions(groups, reference);
  }

  /** All of them. */
  List<Condition> all() {
    return groups.stream().flatMap(List::stream).toList();
  }

  /** The reference among conditions of the same circumstances; null where it isn't there. */
  Condition referenceOf(List<Condition> group) {
    return group.stream()
        .filter(condition -> condition.arm().equals(reference))
        .findFirst()
        .orElse(null);
  }
}
