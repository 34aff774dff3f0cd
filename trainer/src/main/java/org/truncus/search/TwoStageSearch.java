package org.truncus.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.truncus.problem.InvalidInputException;

/**
 * The search itself: first the ends of the stages, then the cuts inside the stage that won. Knows
 * nothing of training; the same scores give the same choice.
 */
public final class TwoStageSearch {

  private final Candidates candidates;
  private final SelectionRule rule;
  private final Halving halving;
  private final int epochs;
  private final CutScores scores;
  private final Consumer<String> trail;
  private final Map<String, CutScore> last = new LinkedHashMap<>();

  /**
   * @param epochs of a run that isn't abandoned
   * @param trail is told each decision in a sentence
   */
  public TwoStageSearch(
      Candidates candidates,
      SelectionRule rule,
      Halving halving,
      int epochs,
      CutScores scores,
      Consumer<String> trail) {
    this.candidates = candidates;
    this.rule = rule;
    this.halving = halving;
    this.epochs = epochs;
    this.scores = scores;
    this.trail = trail;
  }

  /**
   * What was found.
   *
   * @param parts one, or two where the best stage has cuts inside
   * @param taken the cut in the end
   * @param scores of all cuts tried, by cut, after the most epochs each had, the smallest network
   *     first
   */
  public record Outcome(List<SearchPart> parts, String taken, Map<String, CutScore> scores) {}

  /** Searches. */
  public Outcome run() {
    List<SearchPart> parts = new ArrayList<>();
    SearchPart stages = part("stages", candidates.first(), List.of());
    parts.add(stages);
    String taken = stages.taken();
    List<String> inside =
        candidates.second(taken).stream().filter(cut -> !last.containsKey(cut)).toList();
    if (inside.isEmpty()) {
      trail.accept("No cut is left to try inside " + candidates.words(taken) + ".");
    } else {
      SearchPart layers = part("layers", inside, List.of(last.get(taken)));
      parts.add(layers);
      taken = layers.taken();
    }
    trail.accept("The cut is " + candidates.words(taken) + ".");
    return new Outcome(List.copyOf(parts), taken, bySize());
  }

  private Map<String, CutScore> bySize() {
    Map<String, CutScore> sorted = new LinkedHashMap<>();
    candidates.bySize().stream()
        .filter(last::containsKey)
        .forEach(cut -> sorted.put(cut, last.get(cut)));
    return sorted;
  }

  /** Tries cuts; those of {@code known} have been trained to the end already. */
  private SearchPart part(String name, List<String> cuts, List<CutScore> known) {
    trail.accept(
        "Part %s: %s%s."
            .formatted(
                name,
                String.join(", ", cuts.stream().map(candidates::words).toList()),
                known.isEmpty() ? "" : ", beside " + candidates.words(known.get(0).cut())));
    List<SearchPart.Rung> rungs = new ArrayList<>();
    List<String> in = cuts;
    List<CutScore> reached = List.of();
    for (int rung : halving.rungs(cuts.size(), epochs)) {
      reached = scores.after(rung, in);
      reached.forEach(score -> last.put(score.cut(), score));
      List<String> out = rung == epochs ? List.of() : abandoned(rung, reached);
      rungs.add(new SearchPart.Rung(rung, reached, out));
      in = in.stream().filter(cut -> !out.contains(cut)).toList();
    }
    List<CutScore> all = new ArrayList<>(reached);
    all.addAll(known);
    all.sort(Comparator.comparingInt(score -> candidates.bySize().indexOf(score.cut())));
    if (all.stream().noneMatch(score -> score.count() > 0)) {
      throw new InvalidInputException(
          "search: none of the cuts %s could be trained; the reasons stand above"
              .formatted(String.join(", ", cuts)));
    }
    SelectionRule.Choice choice = rule.choose(all);
    trail.accept("After all %d epochs: %s.".formatted(epochs, choice.reason()));
    return new SearchPart(name, rungs, choice.best().cut(), choice.taken().cut());
  }

  /** The whole network stays in: it is what the cut is compared with in the end. */
  private List<String> abandoned(int rung, List<CutScore> reached) {
    List<String> on = halving.survivors(reached);
    List<String> out =
        reached.stream()
            .map(CutScore::cut)
            .filter(cut -> !on.contains(cut) && !cut.equals(candidates.full()))
            .toList();
    trail.accept(
        "After %d epochs %s."
            .formatted(
                rung,
                out.isEmpty()
                    ? "none is abandoned: all are among the better or within a standard error"
                    : String.join(", ", out.stream().map(candidates::words).toList())
                        + (out.size() == 1 ? " is abandoned" : " are abandoned")));
    return out;
  }
}
