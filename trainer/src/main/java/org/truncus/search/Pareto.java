package org.truncus.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Which cuts are on the front: no other one that was trained as long scores as well at a lower
 * cost, or better at the same.
 */
final class Pareto {

  private Pareto() {}

  /** The costs by name. */
  static Map<String, ToDoubleFunction<SearchRecord.CutEntry>> costs() {
    Map<String, ToDoubleFunction<SearchRecord.CutEntry>> costs = new LinkedHashMap<>();
    costs.put("parameters", SearchRecord.CutEntry::parameters);
    costs.put("macs", SearchRecord.CutEntry::macs);
    costs.put("millis", SearchRecord.CutEntry::millis);
    return costs;
  }

  /** The same cuts with their fronts, by AUPRC; those that were abandoned are on none. */
  static List<SearchRecord.CutEntry> marked(List<SearchRecord.CutEntry> cuts) {
    int most = cuts.stream().mapToInt(SearchRecord.CutEntry::epochs).max().orElse(0);
    List<SearchRecord.CutEntry> whole =
        cuts.stream().filter(cut -> cut.epochs() == most && cut.auprc().count() > 0).toList();
    List<SearchRecord.CutEntry> marked = new ArrayList<>();
    for (SearchRecord.CutEntry cut : cuts) {
      List<String> fronts = new ArrayList<>();
      costs()
          .forEach(
              (name, cost) -> {
                if (whole.contains(cut) && !dominated(cut, whole, cost)) {
                  fronts.add(name);
                }
              });
      marked.add(with(cut, fronts));
    }
    return List.copyOf(marked);
  }

  private static boolean dominated(
      SearchRecord.CutEntry cut,
      List<SearchRecord.CutEntry> others,
      ToDoubleFunction<SearchRecord.CutEntry> cost) {
    return others.stream()
        .anyMatch(
            other ->
                cost.applyAsDouble(other) <= cost.applyAsDouble(cut)
                    && other.auprc().mean() >= cut.auprc().mean()
                    && (cost.applyAsDouble(other) < cost.applyAsDouble(cut)
                        || other.auprc().mean() > cut.auprc().mean()));
  }

  private static SearchRecord.CutEntry with(SearchRecord.CutEntry cut, List<String> front) {
    return new SearchRecord.CutEntry(
        cut.cut(),
        cut.words(),
        cut.stage(),
        cut.cells(),
        cut.epochs(),
        cut.value(),
        cut.auroc(),
        cut.auprc(),
        cut.parameters(),
        cut.macs(),
        cut.millis(),
        List.copyOf(front));
  }
}
