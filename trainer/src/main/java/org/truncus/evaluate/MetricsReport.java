package org.truncus.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.list.ScoreTable;
import org.truncus.list.Task;
import org.truncus.metric.MacroDiscrimination;
import org.truncus.metric.TopOne;

/**
 * All that was measured of a file of scores.
 *
 * @param table the file
 * @param task what its labels are
 * @param options how it was measured
 * @param patients how many there are
 * @param labels in the order of the file
 * @param macro means over the labels that have both classes
 * @param micro all decisions pooled; null where the scores have no common scale or there is one
 *     label
 * @param topOne of a multi-class model; null otherwise
 * @param comparison with a second file; null without one
 * @param notes what a reader has to know, in sentences
 */
public record MetricsReport(
    ScoreTable table,
    Task task,
    MetricsOptions options,
    int patients,
    Map<String, LabelReport> labels,
    MacroDiscrimination macro,
    MacroDiscrimination micro,
    TopOne topOne,
    Comparison comparison,
    List<String> notes) {

  /** Keeps unmodifiable copies. */
  public MetricsReport {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    notes = List.copyOf(notes);
  }

  /** The file's own name. */
  public String name() {
    return table.file().getFileName().toString();
  }

  /** Whether no patient has two rows. */
  public boolean rowsAreIndependent() {
    return patients == table.rows();
  }
}
