package org.truncus.list;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often one label is what.
 *
 * @param positives rows with target 1
 * @param negatives rows with target 0
 * @param masked rows without a target
 */
public record LabelCounts(long positives, long negatives, long masked) {

  /** The counts of every label, in the order of the labels. */
  public static Map<String, LabelCounts> of(List<String> labels, List<ListRow> rows) {
    Map<String, LabelCounts> counts = new LinkedHashMap<>();
    for (int l = 0; l < labels.size(); l++) {
      long positives = 0;
      long negatives = 0;
      for (ListRow row : rows) {
        positives += row.targets()[l] > 0.5f ? 1 : 0;
        negatives += row.targets()[l] <= 0.5f ? 1 : 0;
      }
      counts.put(
          labels.get(l),
          new LabelCounts(positives, negatives, rows.size() - positives - negatives));
    }
    return counts;
  }

  /** Positives among the rows that aren't masked; NaN without any. */
  public double prevalence() {
    return positives + negatives == 0 ? Double.NaN : (double) positives / (positives + negatives);
  }
}
