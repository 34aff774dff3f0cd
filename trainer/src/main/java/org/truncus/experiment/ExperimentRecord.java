package org.truncus.experiment;

import java.util.List;
import java.util.Map;
import org.truncus.train.RunRecord;

/**
 * {@code experiment.json}: what was compared, and how far it has come. Nothing in it depends on the
 * time.
 *
 * @param schemaVersion of this document
 * @param name of the experiment
 * @param spec the specification's file name
 * @param reference the arm that others are compared with; null where none fits
 * @param done cells with a result
 * @param failed cells that failed
 * @param left cells that are still to be run
 * @param cells in the order of the specification
 */
public record ExperimentRecord(
    int schemaVersion,
    String name,
    String spec,
    String reference,
    int done,
    int failed,
    int left,
    List<CellEntry> cells) {

  /** The version written by this code. */
  public static final int SCHEMA_VERSION = 1;

  /**
   * One cell.
   *
   * @param id the name of its folder below {@code cells}
   * @param status {@code done}, {@code failed} or {@code left}
   * @param reason why it failed; null elsewhere
   * @param metrics by split; null where it isn't done
   */
  public record CellEntry(
      String id,
      String arm,
      Map<String, String> settings,
      String status,
      String reason,
      long parameters,
      long macs,
      Map<String, RunRecord.MacroScore> metrics) {}
}
