package org.truncus.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.truncus.net.Backbone;
import org.truncus.net.Stage;

/**
 * Which cuts are tried, in which part of the search.
 *
 * @param stages of the backbone
 * @param nextStage whether the first cut of the stage after the best one is tried, too
 * @param shortlist cuts worth a try; empty for all. The whole backbone is always tried
 */
public record Candidates(List<Stage> stages, boolean nextStage, Set<String> shortlist) {

  /** Copies the collections. */
  public Candidates {
    stages = List.copyOf(stages);
    shortlist = Set.copyOf(shortlist);
  }

  /** All cuts of a backbone. */
  public static Candidates of(Backbone backbone, boolean nextStage) {
    return new Candidates(Stage.of(backbone), nextStage, Set.of());
  }

  /** The same with those only that are worth a try. */
  public Candidates among(Set<String> worth) {
    return new Candidates(stages, nextStage, worth);
  }

  /** The whole backbone. */
  public String full() {
    return stages.get(stages.size() - 1).end();
  }

  /** The last cut worth a try of each stage that has one, the smallest network first. */
  public List<String> first() {
    return stages.stream()
        .map(stage -> worth(stage.cuts()))
        .filter(cuts -> !cuts.isEmpty())
        .map(cuts -> cuts.get(cuts.size() - 1))
        .toList();
  }

  /**
   * The other cuts of the stage of a cut, then the first of the next one.
   *
   * @param best one of {@link #first}
   */
  public List<String> second(String best) {
    List<String> cuts = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i).cuts().contains(best)) {
        cuts.addAll(stages.get(i).cuts());
        cuts.remove(best);
        if (nextStage && i + 1 < stages.size()) {
          cuts.add(stages.get(i + 1).cuts().get(0));
        }
      }
    }
    return worth(cuts);
  }

  private List<String> worth(List<String> cuts) {
    return cuts.stream()
        .filter(cut -> shortlist.isEmpty() || shortlist.contains(cut) || cut.equals(full()))
        .toList();
  }

  /** The cuts in the order of the backbone: the smallest network first. */
  List<String> bySize() {
    return stages.stream().flatMap(stage -> stage.cuts().stream()).toList();
  }

  /** For people: {@code L14 (B3)}. */
  public String words(String cut) {
    return stages.stream()
        .filter(stage -> stage.end().equals(cut) && !stage.name().equals(cut))
        .map(stage -> cut + " (" + stage.name() + ")")
        .findFirst()
        .orElse(cut);
  }
}
