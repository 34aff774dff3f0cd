package org.truncus.list;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One label of a {@link ScoreTable}. Arrays are {@code [N]} in the order of the rows and not to be
 * changed.
 *
 * @param label its name
 * @param targets 1, 0, or NaN where not known
 * @param scores by kind, at least one; NaN only where the target is
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity; copies would cost per row
public record LabelScores(String label, double[] targets, Map<ScoreKind, double[]> scores) {

  /** Keeps an unmodifiable copy of the map. */
  public LabelScores {
    scores = Collections.unmodifiableMap(new EnumMap<>(scores));
  }

  /** Whether the file has such a column. */
  public boolean has(ScoreKind kind) {
    return scores.containsKey(kind);
  }

  /** What thresholds refer to: the probability, or else the score, or else the logit. */
  public ScoreKind forThresholds() {
    return first(ScoreKind.PROBABILITY, ScoreKind.SCORE, ScoreKind.LOGIT);
  }

  /** What orders rows with the fewest ties: the logit, or else the score, or the probability. */
  public ScoreKind forRanks() {
    return first(ScoreKind.LOGIT, ScoreKind.SCORE, ScoreKind.PROBABILITY);
  }

  /** The scores of a kind that the file has. */
  public double[] of(ScoreKind kind) {
    return scores.get(kind);
  }

  private ScoreKind first(ScoreKind... kinds) {
    for (ScoreKind kind : kinds) {
      if (has(kind)) {
        return kind;
      }
    }
    throw new IllegalStateException(label + " has no scores");
  }
}
