package org.truncus.report;

import org.truncus.list.Task;

/**
 * The result on a split: discrimination, curves, decisions, and for classes their confusion.
 *
 * @param result what was measured
 * @param thresholds chosen on validation data
 */
public record ResultSections(SplitResult result, Thresholds thresholds) {

  /** Adds the whole result. */
  public void write(Report report) {
    brief(report, true);
    if (result.task() == Task.MULTICLASS) {
      new ConfusionSection(result).write(report.page());
    }
    new DecisionsSection(result, thresholds).write(report.page());
  }

  /** Adds the areas and the curves of all labels together, for a split that isn't the main one. */
  public void writeBriefly(Report report) {
    brief(report, false);
  }

  private void brief(Report report, boolean each) {
    report.page().section("Result on " + result.split().text());
    new DiscriminationSection(result).write(report.page());
    new CurvesSection(result).write(report, each);
  }
}
