package org.truncus.search;

import java.util.List;

/**
 * One of the two parts of a search.
 *
 * @param name {@code stages} or {@code layers}
 * @param rungs in order
 * @param best the cut with the highest mean in the end
 * @param taken by the rule
 */
public record SearchPart(String name, List<Rung> rungs, String best, String taken) {

  /** Copies the list. */
  public SearchPart {
    rungs = List.copyOf(rungs);
  }

  /**
   * A comparison.
   *
   * @param epochs after which
   * @param scores of the cuts still in
   * @param abandoned those that didn't go on
   */
  public record Rung(int epochs, List<CutScore> scores, List<String> abandoned) {

    /** Copies the lists. */
    public Rung {
      scores = List.copyOf(scores);
      abandoned = List.copyOf(abandoned);
    }
  }
}
