package org.truncus.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.list.ImageList;

/**
 * The answer of an audit.
 *
 * @param list what was looked at
 * @param predictors every measure on every contrast, the most certain first
 * @param leftOut measures that were not tried, and why: they are the same in all images, or order
 *     them as another does
 * @param replicates of the bootstrap
 * @param seed of the bootstrap, and of the folds of patients
 */
public record Audit(
    ImageList list,
    List<Predictor> predictors,
    Map<String, String> leftOut,
    int replicates,
    long seed) {

  /** Keeps an unmodifiable list and map. */
  public Audit {
    predictors = List.copyOf(predictors);
    leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
  }

  /** The predictors of a verdict. */
  public List<Predictor> of(Verdict verdict) {
    return predictors.stream().filter(p -> p.verdict() == verdict).toList();
  }

  /**
   * How many intervals would have a lower end above 0.5 by chance alone: one in twenty of numbers,
   * whose direction is free, one in forty of categories.
   */
  public long expectedByChance() {
    double expected = 0;
    for (Predictor p : predictors) {
      if (p.verdict() != Verdict.UNKNOWN) {
        expected += p.measure() instanceof Measure.Quantity ? 0.05 : 0.025;
      }
    }
    return Math.round(expected);
  }

  /** What was left out, as one line for people; empty where nothing was. */
  public String leftOutText() {
    return leftOut.entrySet().stream()
        .map(left -> left.getKey() + " (" + left.getValue() + ")")
        .reduce((a, b) -> a + ", " + b)
        .map(text -> "Left out: " + text + ".")
        .orElse("");
  }

  /** The document of {@code --json}. */
  public Map<String, Object> document() {
    return AuditJson.of(this);
  }
}
