package org.truncus.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.truncus.list.ScoreTable;
import org.truncus.metric.Area;
import org.truncus.metric.PairedDiscrimination;

/**
 * A second model on the same patients.
 *
 * @param other its scores
 * @param rows in common
 * @param leftOutOfFirst rows of the first file that the second lacks
 * @param leftOutOfSecond rows of the second file that the first lacks
 * @param labels in common, in the order of the first file
 * @param macro differences of the means over the labels that have both classes
 * @param macroLabels how many these are
 * @param onlyOne labels that only one file has
 */
public record Comparison(
    ScoreTable other,
    int rows,
    int leftOutOfFirst,
    int leftOutOfSecond,
    Map<String, LabelComparison> labels,
    PairedDiscrimination macro,
    int macroLabels,
    List<String> onlyOne) {

  /** Keeps unmodifiable copies. */
  public Comparison {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    onlyOne = List.copyOf(onlyOne);
  }

  /** Mean of an area by the first file over the labels where it is defined. */
  public double meanOfFirst(Area area) {
    return mean(label -> area.of(label.first()).value());
  }

  /** Mean of an area by the second file over the labels where it is defined. */
  public double meanOfSecond(Area area) {
    return mean(label -> area.of(label.second()).value());
  }

  private double mean(ToDoubleFunction<LabelComparison> value) {
    return labels.values().stream()
        .mapToDouble(value)
        .filter(v -> !Double.isNaN(v))
        .average()
        .orElse(Double.NaN);
  }
}
